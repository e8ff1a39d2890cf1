import type { Clock } from '../clock.ts';
import { type EventBridgeEvent, toEventTime } from '../events/event-bus.ts';
import type { Identity, Operations } from '../operations/operation.ts';
import { Random } from '../random.ts';
import { uuid } from '../uuid.ts';
import { likelierAnswers, type OpenAnswers } from './open-answers.ts';
import { practiceRunOperations } from './practice-run-operations.ts';
import { Registry } from './registry.ts';
import { resourceOperations } from './resource-operations.ts';
import { type Autoshift, type ManagedResource, type ShiftView, weightsOf } from './shift.ts';
import { shiftEvent } from './shift-events.ts';
import { ShiftLedger } from './shift-ledger.ts';
import { shiftOperations } from './shift-operations.ts';

const SEED = 2022_10_30;

/** The settings of a resource that opts in. Zonal autoshift needs practice runs, so it implies them. */
export interface Registration {
  readonly arn: string;
  readonly name: string;
  readonly zoneIds: readonly string[];
  readonly practiceRuns?: boolean;
  readonly zonalAutoshift?: ManagedResource['zonalAutoshift'];
  /** False: a shift is accepted, and the weights stay as they are. */
  readonly shiftsTakeEffect?: boolean;
}

/**
 * ARC zonal shift. ARC knows a resource only after it opts in (`register`). Customer shifts, autoshifts, practice runs and FIS
 * shifts take precedence in that order. Shifts expire on the clock.
 */
export class Arc {
  /** Whether this account is notified of autoshifts that affect none of its resources. */
  autoshiftObserverNotification: 'ENABLED' | 'DISABLED' = 'DISABLED';
  /** What the documents do not settle. */
  readonly open: OpenAnswers = likelierAnswers();
  readonly operations: Operations;
  readonly #autoshifts: Autoshift[] = [];
  readonly #ledger: ShiftLedger;
  readonly #registry: Registry;
  readonly #random = new Random(SEED).fork('event IDs');

  constructor(
    private readonly clock: Clock,
    private readonly identity: Identity,
    private readonly publish: (event: EventBridgeEvent) => void,
  ) {
    this.#ledger = new ShiftLedger(clock, SEED, (detailType, { awayFrom, resourceIdentifier }) => {
      this.#announce(detailType, { awayFrom, resources: [resourceIdentifier] });
    });
    this.#registry = new Registry(this.#ledger, this.open);
    const sources = { registry: this.#registry, ledger: this.#ledger, open: this.open, identity };
    this.operations = {
      ...shiftOperations(sources),
      ...practiceRunOperations(this.#registry, this.#ledger),
      ...resourceOperations({ ...sources, autoshifts: this.#autoshifts }),
    };
  }

  /** Opts a resource in, or changes what is known of it. */
  register({ arn, name, zoneIds, zonalAutoshift = 'DISABLED', practiceRuns, shiftsTakeEffect = true }: Registration): void {
    const hasPracticeRuns = practiceRuns ?? zonalAutoshift === 'ENABLED';
    this.#registry.add({ arn, name, zoneIds: [...zoneIds], zonalAutoshift, practiceRuns: hasPracticeRuns, shiftsTakeEffect });
  }

  /** Opts a resource out: cancels its active shifts, and forgets the resource. */
  unregister(arn: string): void {
    this.#registry.remove(arn);
  }

  /** The ARN that the input of a call names, itself or by a shift of it. */
  resourceOf(input: unknown): string | undefined {
    const { resourceIdentifier, zonalShiftId } = (input ?? {}) as { resourceIdentifier?: string; zonalShiftId?: string };
    return resourceIdentifier ?? this.shifts().find((shift) => shift.zonalShiftId === zonalShiftId)?.resourceIdentifier;
  }

  /** By AZ ID, 1 if the resource takes traffic there, else 0. Empty for a resource that has not opted in. */
  appliedWeights(arn: string): Record<string, number> {
    const resource = this.#registry.find(arn);
    return resource === undefined ? {} : weightsOf(resource, this.#ledger.activeOn(arn));
  }

  /** All shifts ever, oldest first, of every type and status. An autoshift occurs once per resource. */
  shifts(): readonly ShiftView[] {
    return this.#ledger.shifts;
  }

  /** AWS moves all enrolled resources out of the AZ. Does nothing if it already has. */
  startAutoshift(zoneId: string): void {
    if (this.#activeAutoshift(zoneId) !== undefined) return;
    this.#autoshifts.push({ awayFrom: zoneId, startTime: this.clock.now, endTime: undefined, status: 'ACTIVE' });
    const enrolled = this.#registry.resources.filter((resource) => isEnrolled(resource, zoneId));
    for (const { arn } of enrolled) {
      this.#registry.cancelExperiments(arn);
      const about = { resourceIdentifier: arn, awayFrom: zoneId, comment: '' };
      this.#ledger.open({ ...about, shiftType: 'ZONAL_AUTOSHIFT', minutes: undefined });
    }
    if (enrolled.length === 0) this.#notifyObserver('Autoshift In Progress', zoneId);
  }

  endAutoshift(zoneId: string): void {
    const autoshift = this.#activeAutoshift(zoneId);
    if (autoshift === undefined) return;
    autoshift.status = 'COMPLETED';
    autoshift.endTime = this.clock.now;
    const shifts = this.#ledger.activeAutoshiftsAwayFrom(zoneId);
    for (const shift of shifts) this.#ledger.cancel(shift);
    if (shifts.length === 0) this.#notifyObserver('Autoshift Completed', zoneId);
  }

  /** An FIS experiment shifts the resource, for an hour by default. Throws `AwsError` where AWS refuses. */
  startFisShift(arn: string, awayFrom: string, { minutes = 60 } = {}): ShiftView {
    this.#registry.target({ resourceIdentifier: arn, awayFrom });
    this.#registry.refuseExperiment(arn);
    return this.#ledger.open({ resourceIdentifier: arn, awayFrom, comment: '', shiftType: 'FIS_EXPERIMENT', minutes });
  }

  /** The outcome alarm fired: ends the active practice run of the resource as FAILED. */
  failPracticeRun(arn: string): void {
    const run = this.#ledger.activeOn(arn).find(({ shiftType }) => shiftType === 'PRACTICE_RUN');
    if (run !== undefined) this.#ledger.cancel(run, 'FAILED');
  }

  #activeAutoshift(zoneId: string): Autoshift | undefined {
    return this.#autoshifts.find(({ awayFrom, status }) => awayFrom === zoneId && status === 'ACTIVE');
  }

  #notifyObserver(detailType: string, awayFrom: string): void {
    if (this.autoshiftObserverNotification === 'ENABLED') this.#announce(detailType, { awayFrom, resources: [] });
  }

  #announce(detailType: string, about: { awayFrom: string; resources: string[] }): void {
    const { account, region } = this.identity;
    this.publish({
      ...shiftEvent(detailType, about),
      id: uuid(this.#random),
      account,
      region,
      time: toEventTime(this.clock.millis),
    });
  }
}

function isEnrolled({ zonalAutoshift, zoneIds }: ManagedResource, zoneId: string): boolean {
  return zonalAutoshift === 'ENABLED' && zoneIds.includes(zoneId);
}

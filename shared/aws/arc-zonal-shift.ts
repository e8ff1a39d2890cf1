import {
  ARCZonalShiftClient,
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  type GetManagedResourceCommandOutput,
  ListAutoshiftsCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
  type ZonalShiftInResource,
  type ZonalShiftSummary,
} from '@aws-sdk/client-arc-zonal-shift';
import type { AzId, Instant, ManagedResource, ObservedShift, ResourceArn, ShiftType } from '../domain/index.ts';
import { CallError } from '../errors.ts';
import type { ShiftReader, ShiftWriter } from '../ports.ts';
import { call } from './call.ts';
import type { CallOptions, ClientOptions } from './client-options.ts';
import { readPages } from './pages.ts';

/** API ListZonalShifts, maxResults. */
const PAGE = 100;

const NOT_REGISTERED: ManagedResource = { registered: false, appliedWeights: {}, shifts: [] };

export function makeArcZonalShiftClient(options: ClientOptions): ARCZonalShiftClient {
  return new ARCZonalShiftClient(options);
}

/** Reads zonal shifts. What IAM must allow for it is in arc-zonal-shift.permissions.ts. */
export function shiftReader(client: ARCZonalShiftClient, options: CallOptions): ShiftReader {
  return {
    managedResource: (resource) => readManagedResource(client, options, resource),
    activeShifts: () => listShifts(client, options, { status: 'ACTIVE' }),
    endedShifts: async (resource) => {
      const statuses = ['EXPIRED', 'CANCELED'] as const;
      const filter = resource === null ? {} : { resourceIdentifier: resource };
      return (await Promise.all(statuses.map((status) => listShifts(client, options, { status, ...filter })))).flat();
    },
    activeAutoshifts: () => listAutoshifts(client, options),
  };
}

/** Starts, extends and cancels. What IAM must allow for it is in arc-zonal-shift.permissions.ts. */
export function shiftWriter(client: ARCZonalShiftClient, options: CallOptions): ShiftWriter {
  return {
    managedResource: (resource) => readManagedResource(client, withTimeToRetreat(options), resource),
    async start({ resource, awayFrom, expiresIn, comment }) {
      const command = new StartZonalShiftCommand({ resourceIdentifier: resource, awayFrom, expiresIn, comment });
      const { zonalShiftId = '' } = await call(`starting a zonal shift of ${resource}`, () => client.send(command, options));
      return { zonalShiftId };
    },
    async update({ zonalShiftId, ...change }) {
      const command = new UpdateZonalShiftCommand({ zonalShiftId, ...change });
      await call(`updating zonal shift ${zonalShiftId}`, () => client.send(command, options));
    },
    async cancel(zonalShiftId) {
      const command = new CancelZonalShiftCommand({ zonalShiftId });
      await call(`cancelling zonal shift ${zonalShiftId}`, () => client.send(command, withTimeToRetreat(options)));
    },
  };
}

/** Within what the handler keeps back for reporting. */
const RETREAT_MILLIS = 1_500;

/** A run whose time is up may still take back what it has started: two zones out is worse than a late report. */
function withTimeToRetreat({ abortSignal }: CallOptions): CallOptions {
  return { abortSignal: abortSignal.aborted ? AbortSignal.timeout(RETREAT_MILLIS) : abortSignal };
}

async function readManagedResource(
  client: ARCZonalShiftClient,
  options: CallOptions,
  resource: ResourceArn,
): Promise<ManagedResource> {
  const command = new GetManagedResourceCommand({ resourceIdentifier: resource });
  try {
    const found = await call(`reading managed resource ${resource}`, () => client.send(command, options));
    return { registered: true, appliedWeights: found.appliedWeights ?? {}, shifts: shiftsOf(resource, found) };
  } catch (error) {
    // A resource that has not opted in is not an error of the read: it is what the read tells.
    if (error instanceof CallError && error.kind === 'not-found') return NOT_REGISTERED;
    throw error;
  }
}

type Found = Pick<GetManagedResourceCommandOutput, 'zonalShifts' | 'autoshifts'>;

function shiftsOf(resource: ResourceArn, { zonalShifts = [], autoshifts = [] }: Found): ObservedShift[] {
  const customers = zonalShifts.map((shift) => observe(shift, { resource, applied: shift.appliedStatus === 'APPLIED' }));
  const ofAws = autoshifts.map((shift) => ({
    zonalShiftId: null,
    resource,
    awayFrom: shift.awayFrom as AzId,
    type: 'ZONAL_AUTOSHIFT' as const,
    applied: shift.appliedStatus === 'APPLIED',
    startedAt: instantOf(shift.startTime),
    expiresAt: null,
    comment: '',
  }));
  return [...customers, ...ofAws];
}

function observe(
  shift: ZonalShiftSummary | ZonalShiftInResource,
  { resource, applied }: Pick<ObservedShift, 'resource' | 'applied'>,
): ObservedShift {
  return {
    zonalShiftId: shift.zonalShiftId ?? null,
    resource,
    awayFrom: shift.awayFrom as AzId,
    type: typeOf(shift),
    applied,
    startedAt: instantOf(shift.startTime),
    expiresAt: instantOf(shift.expiryTime),
    comment: shift.comment ?? '',
  };
}

/** The type is optional (API ZonalShiftSummary); only a practice run has an outcome. Without either it is somebody's real shift. */
function typeOf({ shiftType, practiceRunOutcome }: ZonalShiftSummary | ZonalShiftInResource): ShiftType {
  return shiftType ?? (practiceRunOutcome === undefined ? 'ZONAL_SHIFT' : 'PRACTICE_RUN');
}

/** The status is always given: the documents disagree on what is listed without it. */
async function listShifts(
  client: ARCZonalShiftClient,
  options: CallOptions,
  which: { readonly status: 'ACTIVE' | 'EXPIRED' | 'CANCELED'; readonly resourceIdentifier?: ResourceArn },
): Promise<ObservedShift[]> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListZonalShiftsCommand({ ...which, maxResults: PAGE, nextToken });
    const page = await call('listing zonal shifts', () => client.send(command, options));
    return { items: page.items, nextToken: page.nextToken };
  });
  const applied = which.status === 'ACTIVE';
  return listed.map((shift) => observe(shift, { resource: shift.resourceIdentifier as ResourceArn, applied }));
}

async function listAutoshifts(client: ARCZonalShiftClient, options: CallOptions): Promise<AzId[]> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListAutoshiftsCommand({ status: 'ACTIVE', maxResults: PAGE, nextToken });
    const page = await call('listing autoshifts', () => client.send(command, options));
    return { items: page.items, nextToken: page.nextToken };
  });
  return [...new Set(listed.map(({ awayFrom }) => awayFrom as AzId))];
}

function instantOf(date: Date | undefined): Instant | null {
  return date === undefined ? null : (date.toISOString() as Instant);
}

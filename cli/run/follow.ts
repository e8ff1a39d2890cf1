import type { Step, StepResult } from '../../shared/domain/index.ts';
import type { Follower } from '../../shared/ports.ts';
import { columnsOf, hang, hangCommand } from '../../shared/tell/columns.ts';
import { shortened, shortenResources } from '../../shared/tell/short-names.ts';
import { EXIT } from '../exit-codes.ts';
import { writeProgress } from '../streams.ts';
import { onInterrupt } from './interrupts.ts';
import { QUIET_MILLIS } from './while-waiting.ts';

const STAGES: Readonly<Record<string, string>> = {
  glance: 'reading shifts and records',
  judge: 'reading alarms, signals, shifts and groups',
  gather: 'reading alarms, shifts and groups',
  traffic: 'moving traffic',
  locate: 'reading subnets and launches',
  capacity: 'moving capacity',
};

interface FollowedCommands {
  /** Shows what stands. */
  readonly status: string;
  /** Goes on from there. */
  readonly again: string;
}

/** Says on stderr how a run goes, a line for each step, and lets Ctrl-C end it. */
export class Follow implements Follower {
  readonly #commands: FollowedCommands;
  readonly #running = new Set<string>();
  #doing = '';
  #since = Date.now();
  #hasBegun = false;
  #isInterrupted = false;
  #isOver = false;
  readonly #release = onInterrupt(() => this.#onInterrupt());
  readonly #ticking = setInterval(() => this.#beat(), QUIET_MILLIS);

  constructor(commands: FollowedCommands) {
    this.#commands = commands;
    this.#ticking.unref();
  }

  stageBegins(stage: string): void {
    this.#doing = STAGES[stage] ?? this.#doing;
    this.#since = Date.now();
  }

  stepBegins(step: Step): void {
    this.#hasBegun = true;
    this.#running.add(nameOf(step));
  }

  stepEnds(result: StepResult): void {
    this.#running.delete(nameOf(result));
    const took = `${(result.tookMs / 1000).toFixed(1)} s`.padStart(7);
    say(`${took}  ${result.status.padEnd('already-done'.length)}  `, `${nameOf(result)}: ${result.why}`);
  }

  isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  /** The run has ended. */
  end(): void {
    clearInterval(this.#ticking);
    this.#isOver = true;
    // What has changed something answers in a moment, and is not to be cut short.
    if (!this.#hasBegun) this.#release();
    if (this.#isInterrupted) suggest('to go on: ', this.#commands.again);
  }

  #beat(): void {
    const seconds = Math.round((Date.now() - this.#since) / 1000);
    say('', `${[...this.#running][0] ?? this.#doing} (${seconds} s) ...`);
  }

  #onInterrupt(): void {
    if (this.#isOver) return;
    if (!this.#hasBegun) {
      writeProgress('interrupted: nothing was changed');
      process.exit(EXIT.notCarriedOut);
    }
    if (this.#isInterrupted) {
      const open = [...this.#running].join(', ');
      say('', `ended at once${open === '' ? '' : `: whether it was carried out is not known: ${open}`}`);
      suggest('what stands: ', this.#commands.status);
      process.exit(EXIT.incomplete);
    }
    this.#isInterrupted = true;
    say('', 'interrupted: what is under way is finished, and nothing more is begun. Ctrl-C again ends at once');
  }
}

function nameOf(step: Step | StepResult): string {
  const target = 'target' in step ? step.target : 'resource' in step ? step.resource : step.group;
  return `${step.kind} ${shortened(target)}`;
}

function say(lead: string, text: string): void {
  writeProgress(hang(lead, shortenResources(text, shortened), columnsOf(process.stderr)).join('\n'));
}

function suggest(lead: string, command: string): void {
  writeProgress(hangCommand(lead, command, columnsOf(process.stderr)).join('\n'));
}

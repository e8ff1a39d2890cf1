import { show } from '../errors.ts';
import { hang } from '../tell/columns.ts';
import type { DecisiveSetting, WhatIf } from './what-if.ts';

/** What else could have come out of a run, in words. */
export interface DescribedWhatIf {
  readonly settings: readonly DescribedSetting[];
  /** How many settings made no difference, and what a person could have done. */
  readonly rest: string;
}

export interface DescribedSetting {
  /** `limits.cooldownMinutes` */
  readonly path: string;
  /** `30 instead of 60` */
  readonly change: string;
  /** `keep the zone out` */
  readonly verdict: string;
  /** What the answer rests on and was not read, as a sentence's end; empty: nothing. */
  readonly unread: string;
}

/** `action`: of the report. In upkeep, `evacuate` means that the zone stays out. */
export function describeWhatIf({ verdict, decisive, others, answersNeeded }: WhatIf, action: string): DescribedWhatIf {
  const wordsOf = (one: WhatIf['verdict']) => (action === 'upkeep' && one === 'evacuate' ? 'keep the zone out' : one);
  const kind = 'of one setting (half, twice, or another choice)';
  const unchanged = `would not have changed the verdict, which was to ${wordsOf(verdict)}.`;
  const rest = decisive.length === 0 ? `All ${others} changes ${kind} that were tried` : `${others} other changes ${kind}`;
  return {
    settings: decisive.map((setting) => describeSetting(setting, wordsOf(setting.verdict))),
    rest: [`${rest} ${unchanged}`, ...answerText(answersNeeded)].join(' '),
  };
}

function describeSetting({ path, recorded, now, notRead }: DecisiveSetting, verdict: string): DescribedSetting {
  const unread = notRead.length === 0 ? '' : `as far as can be told: the run did not read ${firstOf(notRead)}`;
  return { path, change: `${show(now)} instead of ${show(recorded)}`, verdict, unread };
}

function answerText(answersNeeded: WhatIf['answersNeeded']): string[] {
  if (answersNeeded === undefined) return [];
  if (answersNeeded === null) return ['A person who asked for it would have been held, too, whatever they had answered for.'];
  const answers = answersNeeded.length === 0 ? '' : ` and answered for ${answersNeeded.join(', ')}`;
  return [`It would have gone ahead if a person had asked for it${answers}.`];
}

const SHOWN = 3;

function firstOf(names: readonly string[]): string {
  return names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN).join(', ')} and ${names.length - SHOWN} more`;
}

/** The same as lines for a terminal. */
export function renderWhatIf(whatIf: WhatIf | null, action: string, columns: number): string {
  if (whatIf === null) return 'what if: nothing was decided';
  const { settings, rest } = describeWhatIf(whatIf, action);
  const lines = settings.flatMap(({ path, change, verdict, unread }) =>
    hang('  ', `${path} ${change}: ${verdict}${unread === '' ? '' : ` (${unread})`}`, columns),
  );
  return ['what if', ...lines, ...hang('  ', rest, columns)].join('\n');
}

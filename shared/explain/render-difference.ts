import { show } from '../errors.ts';
import { hang } from '../tell/columns.ts';
import { shortened } from '../tell/short-names.ts';
import type { Change } from './changes.ts';
import type { CheckState, ComparedCheck } from './compare-checks.ts';
import type { ComparedStep } from './compare-plans.ts';
import type { Explanation } from './explain.ts';

/** Whether the report is reproduced, and where not: what the configuration changes, or what this version makes otherwise. */
export function renderDifference(explanation: Explanation, columns: number): string[] {
  const { differing, changedPolicy, isReproduced } = explanation;
  if (isReproduced && explanation.nothing !== null && explanation.again.status === undefined) {
    return hang('', 'Reproduced: nothing was decided, and nothing is decided again.', columns);
  }
  if (isReproduced) return hang('', 'Reproduced: what is decided again is, byte for byte, what the report says.', columns);
  const policy = changedPolicy === null ? [] : policyLines(explanation, changedPolicy, columns);
  if (differing.length === 0) {
    return [
      ...policy,
      ...hang('', 'It makes no difference: what is decided again is, byte for byte, what the report says.', columns),
    ];
  }
  const title =
    changedPolicy === null
      ? 'NOT reproduced: the same evidence and configuration now give another result. This is another version, or the report was edited.'
      : 'What differs from the report';
  return [
    ...policy,
    ...hang('', title, columns),
    ...verdict(explanation, columns),
    ...explanation.checks.flatMap((check) => checkLines(check, columns)),
    ...explanation.steps.flatMap((step) => stepLines(step, columns)),
    ...others(explanation, columns),
  ];
}

function policyLines({ notRead }: Explanation, changes: readonly Change[], columns: number): string[] {
  return [
    'the changed configuration',
    ...changes.flatMap((change) => changeLines(change, columns)),
    ...(notRead.length === 0 ? [] : hang('', 'decided without what the run did not read:', columns)),
    ...notRead.flatMap((what) => hang('  ', what, columns)),
    '',
  ];
}

function changeLines({ path, recorded, now }: Change, columns: number, indent = '  '): string[] {
  return hang(indent, `${path === '' ? '' : `${path}: `}${shown(recorded)} -> ${shown(now)}`, columns);
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : show(value);
}

function verdict({ recordedVerdict, again }: Explanation, columns: number): string[] {
  const now = again.decision.verdict;
  return now === recordedVerdict ? [] : hang('  ', `verdict: ${recordedVerdict} -> ${now}`, columns);
}

function checkLines({ check, isSame, recorded, now, numbers }: ComparedCheck, columns: number): string[] {
  const holdsOtherwise = recorded !== null && now !== null && recorded.holds !== now.holds;
  if (isSame && !holdsOtherwise) return [];
  return [
    ...hang('  ', `${check}: ${stateOf(recorded)} -> ${stateOf(now)}`, columns),
    ...(recorded?.why === now?.why ? [] : [...whyLines('recorded', recorded, columns), ...whyLines('now', now, columns)]),
    ...numbers.flatMap((change) => changeLines({ ...change, path: `comparisons${change.path}` }, columns, '    ')),
  ];
}

function stateOf(state: CheckState | null): string {
  if (state === null) return 'not evaluated';
  if (state.overridden) return `${state.status}, and a person answers for it`;
  return state.holds ? `${state.status}, which holds` : state.status;
}

function whyLines(label: string, state: CheckState | null, columns: number): string[] {
  return state === null ? [] : hang(`    ${`${label}:`.padEnd(10)}`, state.why, columns);
}

function stepLines({ kind, target, recorded, now, changes }: ComparedStep, columns: number): string[] {
  const where = now === null ? 'in the report alone' : recorded === null ? 'only now' : '';
  const title = hang('  ', `${kind} ${shortened(target)}${where === '' ? '' : `: ${where}`}`, columns);
  return where === '' ? [...title, ...changes.flatMap((change) => changeLines(change, columns, '    '))] : title;
}

/** What neither a check nor a step shows. */
function others({ differing, steps, again }: Explanation, columns: number): string[] {
  const isReordered = differing.includes('plan') && steps.length === 0;
  const told = differing.filter((part) => part !== 'decision' && part !== 'plan');
  return [
    ...(isReordered ? ['  the plan has the same steps in another order'] : []),
    ...told.flatMap((part) => hang('  ', `${part}, now: ${JSON.stringify(again[part]) ?? 'none'}`, columns)),
  ];
}

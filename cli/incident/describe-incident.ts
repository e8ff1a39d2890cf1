import { hang } from '../../shared/tell/columns.ts';
import { clock, count, day, duration, minute } from './clock-text.ts';
import { groundsOf } from './grounds.ts';
import { headlineOf, subjectOf, verdictOf } from './headline.ts';
import type { Incident, Run } from './incident.ts';
import { causeOf, gistOf, outcomeText } from './run-text.ts';

/** The incidents in a few lines each, for a terminal of so many columns. Verdict first. */
export function describeIncidents(incidents: readonly Incident[], columns: number): string {
  if (incidents.length === 0) return 'No incident: no run found anything to do.';
  const total = incidents.length === 1 ? [] : [`${incidents.length} incidents`, ''];
  return [
    ...total,
    ...incidents.flatMap((incident, index) => [...(index === 0 ? [] : ['']), ...linesOf(incident, columns)]),
  ].join('\n');
}

function linesOf(incident: Incident, columns: number): string[] {
  const { from, runs } = incident;
  // What held a run, or went wrong in it, stands beside the run.
  const notCarriedOut =
    verdictOf(incident) === 'would-evacuate' ? groundsOf(incident).map((ground) => ({ ...ground, more: '' })) : [];
  return [
    ...hang('', `${day(from)} ${subjectOf(incident)}: ${headlineOf(incident)}`, columns),
    ...[...figuresOf(incident), ...notCarriedOut].flatMap(({ label, value, more }) =>
      hang(`  ${label.padEnd(LABEL_WIDTH)}`, more === '' ? value : `${value} (${more})`, columns),
    ),
    ...runs.filter(({ isNotable }) => isNotable).flatMap((run) => runLines(run, columns)),
  ];
}

const LABEL_WIDTH = 'first symptom '.length;

function runLines(run: Run, columns: number): string[] {
  const gist = gistOf(run);
  return hang(`  ${clock(run.at)}  `, `${outcomeText(run)} (${causeOf(run)})${gist === '' ? '' : `: ${gist}`}`, columns);
}

export interface Figure {
  readonly label: string;
  /** `18:42:22` */
  readonly value: string;
  /** `2 min 22 s after the first symptom`; empty: nothing more to say. */
  readonly more: string;
}

/** The figures of an incident that are known, in the order in which a review asks for them. */
export function figuresOf({ keyTimes, users, to }: Incident): Figure[] {
  const { firstSymptom, alarm, firstShift, lastShift, recovered, restored } = keyTimes;
  const times: [string, number | null, number | null, string][] = [
    ['alarm', alarm, firstSymptom?.at ?? null, 'the first symptom'],
    ['first shift', firstShift, alarm, 'the alarm'],
    ['last shift', lastShift === firstShift ? null : lastShift, alarm, 'the alarm'],
    ['recovered', recovered, lastShift, 'the last shift'],
    ['restored', restored, firstShift, 'the first shift'],
  ];
  return [
    ...(firstSymptom === null ? [] : [symptomFigure(firstSymptom)]),
    ...times.flatMap(([label, at, since, what]) => {
      const more = at === null || since === null || at < since ? '' : `${duration(at - since)} after ${what}`;
      return at === null ? [] : [{ label, value: clock(at), more }];
    }),
    ...(firstShift === null || restored !== null ? [] : [{ label: 'restored', value: 'not yet', more: `as of ${minute(to)}` }]),
    ...(users === null ? [] : [failedFigure(users)]),
  ];
}

function symptomFigure({ at, isOrEarlier }: NonNullable<Incident['keyTimes']['firstSymptom']>): Figure {
  return { label: 'first symptom', value: minute(at), more: isOrEarlier ? 'or earlier: no signal before it was read' : '' };
}

function failedFigure({ failed, without, requests, since, until }: NonNullable<Incident['users']>): Figure {
  const compared = without === null ? '' : `; without the responder ${count(without.failed)}`;
  const more = `of ${count(requests)} requests, from ${minute(since)} to ${minute(until)}${compared}`;
  return { label: 'failed', value: count(failed), more };
}

import type { Diagnosis, Finding, FindingStatus } from '../domain/index.ts';
import { hang } from './columns.ts';
import { oneLine } from './one-line.ts';

const WORST_FIRST: readonly FindingStatus[] = ['fail', 'unknown', 'warn'];
const MARKS: Readonly<Record<FindingStatus, string>> = { fail: 'FAIL', unknown: 'unknown', warn: 'warn', ok: 'ok' };
const MARK_WIDTH = 'unknown'.length + 2;

/** The answer first: ready or not; each zone; then what to mend, the worst first; what is well in one line. */
export function describeDiagnosis(diagnosis: Diagnosis, columns: number): string {
  return [
    ...hang('', headOf(diagnosis), columns),
    ...whoOf(diagnosis, columns),
    '',
    ...diagnosis.zones.flatMap(({ zone, verdict, why }) =>
      hang(`  ${zone.zoneId} (${zone.zoneName})  ${verdict.padEnd('partly'.length)}  `, why, columns),
    ),
    ...troublesOf(diagnosis, columns),
    '',
    ...wellOf(diagnosis, columns),
  ].join('\n');
}

function headOf({ application, verdict, findings }: Diagnosis): string {
  const count = (status: FindingStatus) => findings.filter((finding) => finding.status === status).length;
  const [failed, warned, unread] = [count('fail'), count('warn'), count('unknown')];
  const counted = [
    ...(failed > 0 ? [`${failed} to mend`] : []),
    ...(unread > 0 ? [`${unread} unknown`] : []),
    ...(warned > 0 ? [`${warned} to improve`] : []),
  ];
  const answer = { ready: 'ready', 'not-ready': 'NOT READY', unknown: 'readiness unknown' }[verdict];
  return `${application}: ${answer}${counted.length === 0 ? '' : ` (${counted.join(', ')})`}`;
}

function whoOf({ identity, mode }: Diagnosis, columns: number): string[] {
  const who = identity === null ? 'who calls is unknown' : `account ${identity.account} as ${identity.arn}`;
  return hang('', `${who}, mode ${mode}. Could each zone be evacuated now?`, columns);
}

function troublesOf({ findings }: Diagnosis, columns: number): string[] {
  const troubles = WORST_FIRST.flatMap((status) => findings.filter((finding) => finding.status === status));
  return [...troubles, ...findings.filter(couldBeBetter)].flatMap((finding) => [
    '',
    ...hang(`  ${markOf(finding).padEnd(MARK_WIDTH)}`, `${placeOf(finding)}: ${finding.why}`, columns),
    ...(finding.mend === undefined
      ? []
      : mendOf(`  ${''.padEnd(MARK_WIDTH)}${couldBeBetter(finding) ? 'better' : 'mend'}: `, finding.mend, columns)),
  ]);
}

/** Commands are for copying: a terminal wraps them, and no line end of ours comes between their words. */
function mendOf(lead: string, mend: string, columns: number): string[] {
  return /(^|: )(aws|gray-failure) /.test(mend) ? [`${lead}${oneLine(mend)}`] : hang(lead, mend, columns);
}

/** It is well: nothing of it needs mending. */
function couldBeBetter({ status, mend }: Finding): boolean {
  return status === 'ok' && mend !== undefined;
}

function markOf(finding: Finding): string {
  return couldBeBetter(finding) ? 'note' : MARKS[finding.status];
}

function placeOf({ finding, zone }: Finding): string {
  return zone === undefined ? finding : `${finding} ${zone}`;
}

function wellOf({ findings }: Diagnosis, columns: number): string[] {
  const well = findings.filter((one) => one.status === 'ok' && !couldBeBetter(one)).map(({ finding }) => finding);
  return well.length === 0 ? [] : hang('  ok       ', well.join(', '), columns);
}

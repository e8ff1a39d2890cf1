import type { Report } from '../../shared/report/report.ts';
import { holdingReasons } from '../../shared/tell/why-lines.ts';
import type { Incident, Run } from './incident.ts';
import { isIdle } from './notable-runs.ts';

/** What became of an incident, in one word for programs. */
export type Verdict = 'restored' | 'evacuated' | 'would-evacuate' | 'rehearsed' | 'held' | 'failed' | 'quiet';

export function verdictOf(incident: Incident): Verdict {
  const { keyTimes, zone } = incident;
  const reports = runsOfItsZone(incident).flatMap(({ report }) => (isIdle(report) ? [] : [report]));
  if (reports.length === 0) return 'quiet';
  if (keyTimes.restored !== null) return 'restored';
  if (keyTimes.firstShift !== null || reports.some((report) => isOut(report, zone?.zoneId))) return 'evacuated';
  if (reports.every(({ dryRun }) => dryRun)) return 'rehearsed';
  if (reports.some(wouldHaveEvacuated)) return 'would-evacuate';
  return reports.some(({ outcome }) => outcome === 'held') ? 'held' : 'failed';
}

/** The runs about the incident's own zone, or about none: another zone that rang meanwhile has runs of its own. */
export function runsOfItsZone({ runs, zone }: Pick<Incident, 'runs' | 'zone'>): Run[] {
  return runs.filter(({ report }) => zone === null || report.zone === null || report.zone.zoneId === zone.zoneId);
}

/** Upkeep keeps it out, or a run has moved its capacity: the shifts began before the runs that are known. */
function isOut({ action, decision, outcome, results, zone }: Report, zoneId: string | undefined): boolean {
  if (zone?.zoneId !== zoneId) return false;
  const isKept = action === 'upkeep' && decision.verdict === 'evacuate' && outcome !== 'failed' && outcome !== 'planned';
  return isKept || results.some(({ code }) => code === 'subnets-removed' || code === 'already-shifted' || code === 'adopted');
}

/** Nothing but the mode, or a dry run, kept it from acting. */
export function wouldHaveEvacuated({ decision, outcome, notCarriedOut }: Report): boolean {
  return decision.verdict === 'evacuate' && (outcome === 'planned' || notCarriedOut !== undefined);
}

/** `wildrydes`; of a bus for many accounts `wildrydes in 111122223333 us-east-1` */
export function subjectOf({ application, place }: Incident): string {
  return place === null ? application : `${application} in ${place}`;
}

/** `use1-az1 (us-east-1a) was evacuated` */
export function headlineOf(incident: Incident): string {
  const { zone, mode } = incident;
  const name = zone === null ? 'a zone' : `${zone.zoneId} (${zone.zoneName})`;
  switch (verdictOf(incident)) {
    case 'quiet':
      return 'the responder had nothing to do';
    case 'restored':
      return `${name} was evacuated and restored`;
    case 'evacuated':
      return `${name} was evacuated${isStillOut(incident) ? ', and is still out' : ''}`;
    case 'would-evacuate':
      return `${name} would have been evacuated; mode ${mode} changed nothing`;
    case 'rehearsed':
      return `${name}: a dry run, which changed nothing`;
    case 'held':
      return `${name} was not evacuated: ${holdingChecks(runsOfItsZone(incident).map(({ report }) => report)).join(', ')}`;
    case 'failed':
      return `${name} was not evacuated: the run failed`;
  }
}

function isStillOut({ zones, zone }: Incident): boolean {
  const bands = zones.find(({ zone: { zoneId } }) => zoneId === zone?.zoneId)?.bands ?? [];
  return bands.some(({ kind, isOver }) => kind === 'shift' && !isOver);
}

/** The checks that held the runs, each once. */
function holdingChecks(reports: readonly Report[]): string[] {
  const held = reports.filter(({ outcome }) => outcome === 'held');
  const checks = held
    .flatMap(holdingReasons)
    .map(({ check, status }) => `${check} ${status === 'fail' ? 'fails' : 'is unknown'}`);
  return checks.length === 0 ? ['it was held'] : [...new Set(checks)];
}

import fc from 'fast-check';
import { InvalidReportError } from '../../../shared/errors.ts';
import { explain } from '../../../shared/explain/explain.ts';
import { renderExplanation } from '../../../shared/explain/render.ts';
import { names, saved } from '../../corpus/saved.ts';

type Path = readonly string[];

/** The path of every member of a JSON value, also of members of members. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => [[...path, key], ...pathsIn(member, [...path, key])]);
}

/** The corpus report of that name with one member replaced; undefined: without it. */
function edited(name: string, path: Path, value: unknown): unknown {
  const report = saved(name);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], report);
  (parent as Record<string, unknown>)[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(report));
}

/** As the message writes it: `evidence.alarms.value[0].name`. */
function written(path: Path): string {
  return path.reduce((text, key) => (/^\d+$/.test(key) ? `${text}[${key}]` : `${text}.${key}`));
}

/** What is called as the application likes: to lack one of these is to have fewer, or another number, of them. */
const KEYED =
  /\.(resources|groups|launches|zones|tags|appliedWeights|putBack)\.[^.]+$|\.(subnetZones|zoneStates)\.value\.[^.]+$|\.\d+$/;
/** Came after the first reports that can be explained: older ones do without. */
const LATER =
  /^evidence\.(before\.)?strays(\.|$)|^evidence\.(before\.)?changes$|^evidence\.(before\.)?trigger\.(again|alarm\.arn)$|^evidence\.before$|^evidence\.before\.\w+$|\.(worstTargetOverall|evaluation|unread|warmsUp|subnetZoneIds|zoneIds|healthyUnits|protected|serves|largestWeight|desiredIn|createdAt|successor)(\.|$)|\.groups\.[^.]+\.value\.status$|\.value\.past$/;

/** One path for each member that evidence can have, whatever its place in a list and its key in a map. */
function membersOfEvidence(): { name: string; path: Path }[] {
  const found = new Map<string, { name: string; path: Path }>();
  for (const name of names) {
    for (const path of pathsIn(saved(name)).filter(([first, ...rest]) => first === 'evidence' && rest.length > 0)) {
      const kind = path.map((key) => (/^\d+$|[:/]|^use1-az|^web$|^subnet-/.test(key) ? '*' : key)).join('.');
      const text = path.join('.');
      if (!found.has(kind) && !KEYED.test(text) && !LATER.test(text)) found.set(kind, { name, path });
    }
  }
  return [...found.values()];
}

describe('a report with one member missing or mistyped', () => {
  it('is refused with the name of the member, whichever of its evidence is missing', () => {
    const members = membersOfEvidence();
    expect(members.length).toBeGreaterThan(100);
    for (const { name, path } of members) {
      const report = edited(name, path, undefined);
      expect(() => explain(report)).toThrow(InvalidReportError);
      expect(() => explain(report)).toThrow(written(path));
    }
  });

  it.each([
    {
      name: 'paused-pass',
      at: 'evidence.trigger.alarm',
      value: undefined,
      says: 'evidence.trigger.alarm: missing; accepted: an object',
    },
    {
      name: 'paused-pass',
      at: 'evidence.trigger.kind',
      value: 'x',
      says: 'kind: "x" is not accepted; accepted: alarm, manual, tick',
    },
    {
      name: 'paused-pass',
      at: 'evidence.groups.web.value.suspendedProcesses',
      value: null,
      says: 'suspendedProcesses: null is not accepted',
    },
    {
      name: 'paused-pass',
      at: 'evidence.groups.web.value.desired',
      value: 'many',
      says: 'desired: "many" is not accepted; accepted: a number',
    },
    { name: 'paused-pass', at: 'evidence.alarms.value.0.state', value: 'x', says: 'accepted: OK, ALARM, INSUFFICIENT_DATA' },
    {
      name: 'no-impact-pass',
      at: 'evidence.before.groups',
      value: [null],
      says: 'evidence.before.groups: [null] is not accepted',
    },
    { name: 'cooldown-fail', at: 'evidence.pastShifts.value.0.startedAt', value: '', says: 'startedAt: "" is not accepted' },
    { name: 'cooldown-fail', at: 'evidence.trigger.at', value: '+275760-09-12T00:00:00Z', says: 'accepted: a time in UTC' },
    { name: 'paused-pass', at: 'evidence', value: null, says: 'evidence: null is not accepted; accepted: an object' },
    { name: 'paused-pass', at: 'evidence', value: [], says: 'evidence: [] is not accepted; accepted: an object' },
    {
      name: 'capacity-pass',
      at: 'plan.steps.0.resource',
      value: undefined,
      says: 'plan.steps[0].resource: missing; accepted: the ARN of what it acts on, or its group',
    },
    { name: 'paused-pass', at: 'error', value: null, says: 'error: null is not accepted; accepted: an object' },
    { name: 'paused-pass', at: 'evidence.trigger', value: null, says: 'trigger: null is not accepted; accepted: an object' },
  ])('is refused, and told what is accepted: $at $value', ({ name, at, value, says }) => {
    const report = edited(name, at.split('.'), value);
    expect(() => explain(report)).toThrow(InvalidReportError);
    expect(() => explain(report)).toThrow(says);
  });

  it('is read all the same where it is older than the member', () => {
    expect(explain(edited('restore-in-progress', ['evidence', 'before'], undefined)).nothing).toBeNull();
    const series = pathsIn(saved('more-than-one-target-fail')).find((path) => path.at(-1) === 'worstTargetOverall');
    expect(explain(edited('more-than-one-target-fail', series ?? [], undefined)).nothing).toBeNull();
  });

  it('is explained or refused, and nothing else, whatever is deleted or put in its place', () => {
    const value = fc.constantFrom(undefined, null, '', 'x', -1, 1e308, true, {}, [], [null], { known: true }, '1999-99-99');
    const anyEdit = fc.record({ name: fc.constantFrom(...names), nth: fc.nat(), value });
    fc.assert(
      fc.property(anyEdit, ({ name, nth, value }) => {
        const paths = pathsIn(saved(name));
        const report = edited(name, paths[nth % paths.length] ?? [], value);
        try {
          renderExplanation(explain(report));
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidReportError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

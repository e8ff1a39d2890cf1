import type { Application } from '../game-day/application.ts';
import type { AwsFaultScript, Scenario } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import type { WorldFault } from '../region/faults/world-faults.ts';

type Expected = Scenario['expected'];
type CheckName = NonNullable<Expected['heldBy']>[number];

/** One trouble at the moment of the alarm, or of its event, which passes while the alarm still rings. */
interface PassingTrouble {
  readonly name: string;
  readonly title: string;
  /** Begins with the time: `Until 18:44, ...` */
  readonly trouble: string | ((app: Application) => string);
  /** The checks that hold the event, or a tick. */
  readonly heldBy?: readonly CheckName[];
  /** Besides `done` and `nothing-to-do`. Default: `held`. */
  readonly outcomes?: Expected['outcomes'];
  readonly byChance?: true;
  readonly faults?: (app: Application) => readonly WorldFault[];
  readonly more?: Partial<Pick<Scenario, 'awsFaults' | 'actors' | 'queueSeconds'>>;
}

type Service = NonNullable<AwsFaultScript['service']>;

/** A call of the responder fails until 18:44: the first quiet tick already says so. */
function unreadable(operation: string, service: Service, heldBy: CheckName): PassingTrouble {
  return {
    name: operation.replace(/(?<=[a-z])([A-Z])/g, '-$1').toLowerCase(),
    title: `${operation} fails when the alarm rings`,
    trouble: `Until 18:44, ${operation} answers 500.`,
    heldBy: [heldBy],
    outcomes: ['failed', 'held'],
    more: { awsFaults: [{ kind: 'server-error', service, operation, until: 14 }] },
  };
}

const TROUBLES: readonly PassingTrouble[] = [
  unreadable('DescribeAlarms', 'monitoring', 'single-zone'),
  unreadable('GetMetricData', 'monitoring', 'zone-is-outlier'),
  unreadable('ListZonalShifts', 'arc-zonal-shift', 'no-other-evacuation'),
  unreadable('ListAutoshifts', 'arc-zonal-shift', 'no-other-evacuation'),
  unreadable('DescribeAutoScalingGroups', 'autoscaling', 'capacity'),
  {
    name: 'throttled-calls',
    title: 'most calls are throttled when the alarm rings',
    trouble: 'For the next ten minutes, AWS throttles 60 % of all calls.',
    byChance: true,
    more: { awsFaults: [{ kind: 'throttling', share: 0.6, from: 10, until: 20 }] },
  },
  {
    name: 'twitch',
    title: 'another zone twitches when the alarm rings',
    trouble: ({ second }) => `For its first 30 seconds, ${second} fails 5 %, too.`,
    heldBy: ['zone-is-outlier'],
    faults: (app) => [app.fault({ until: 10.5, zoneIds: [app.second], share: 0.05 })],
  },
  {
    name: 'shared-blip',
    title: 'every zone has a blip when the alarm rings',
    trouble: 'For its first three minutes, every zone fails 5 %.',
    heldBy: ['zone-is-outlier'],
    faults: (app) => [app.fault({ until: 13, zoneIds: app.zoneIds, share: 0.05 })],
  },
  {
    name: 'late-event',
    title: 'the event of the alarm is late',
    trouble: 'The event of its alarm waits in Lambda’s queue for 16 minutes.',
    outcomes: [],
    more: { queueSeconds: 16 * 60 },
  },
];

/** Ticks judge again only where something is shifted (ADR 6): a group alone leaves no trace of what was decided before. */
function scriptOf({ name, title, trouble, faults = () => [], more, ...expected }: PassingTrouble): Script {
  const { heldBy = [], outcomes = ['held'], byChance } = expected;
  return {
    name: `passing-${name}`,
    title,
    on: (app) => {
      app.needLoadBalancers(1);
      return {
        summary:
          `${app.first} fails a fifth of its requests from 18:40 on. ${typeof trouble === 'string' ? trouble : trouble(app)} A hold ` +
          'is right at that moment. A good responder judges the alarm again while it rings, and evacuates as soon as nothing speaks ' +
          'against it.',
        region: app.regionWith([app.fault(), ...faults(app)]),
        durationMinutes: 70,
        upkeep: [{ everyMinutes: 1 }],
        ...more,
        expected: {
          evacuated: app.first,
          outcomes: ['done', 'in-progress', 'nothing-to-do', ...outcomes],
          heldBy,
          ...(byChance ? { byChance } : {}),
        },
      };
    },
  };
}

/** An hour of a gray failure, each with one trouble that passes. */
export const passingTroubles: readonly Script[] = TROUBLES.map(scriptOf);

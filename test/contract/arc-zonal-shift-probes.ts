import {
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import { WEB } from '../builders.ts';
import { type Asked, type Probe, told } from './probe.ts';

const API = 'ARC zonal shift API Reference';
const GUIDE = 'ARC Developer Guide';

function start({ arc }: Asked, change: { awayFrom?: string; expiresIn?: string; comment?: string } = {}): Promise<unknown> {
  const input = { resourceIdentifier: WEB, awayFrom: 'use1-az1', expiresIn: '1h', comment: 'x', ...change };
  return told(arc.send(new StartZonalShiftCommand(input)));
}

async function listed({ arc }: Asked, input: { status?: 'ACTIVE' } = {}): Promise<unknown[]> {
  const { items = [] } = await arc.send(new ListZonalShiftsCommand(input));
  return items.map(({ shiftType, status }) => `${shiftType} ${status}`);
}

function zoneNameOf(zoneId: string): string {
  const zoneNames: Readonly<Record<string, string>> = { 'use1-az1': 'us-east-1a', 'use1-az2': 'us-east-1b' };
  return zoneNames[zoneId] ?? 'us-east-1c';
}

/** Questions to ARC zonal shift. */
export const ofArc: readonly Probe[] = [
  {
    about: 'a start away from a zone that the resource is not in',
    ask: async (asked) => {
      asked.aws.shifts.register(WEB, { zoneIds: ['use1-az2', 'use1-az4'] });
      return start(asked);
    },
    answer: 'ValidationException: UnsupportedAz',
    source: `${API}, ValidationException: the reasons InvalidAz and UnsupportedAz, without what tells them apart`,
    open: { setting: { reasonOutsideZone: 'InvalidAz' }, answer: 'ValidationException: InvalidAz' },
  },
  {
    about: 'a start away from an AZ name',
    ask: (asked) => start(asked, { awayFrom: 'us-east-1a' }),
    answer: 'ValidationException: InvalidAz',
    source: `${API}, StartZonalShift, awayFrom: an AZ ID`,
  },
  {
    about: 'a start for 73h',
    ask: (asked) => start(asked, { expiresIn: '73h' }),
    answer: 'ValidationException: InvalidExpiresIn',
    source: `${GUIDE}, "Starting, updating, or canceling a zonal shift": three days at most`,
  },
  {
    about: 'a start for 00h',
    ask: (asked) => start(asked, { expiresIn: '00h' }),
    answer: 'ValidationException: InvalidExpiresIn',
    source: `${API}, StartZonalShift, expiresIn: ([1-9][0-9]*)(m|h)`,
  },
  {
    about: 'a start with a comment of 129 characters',
    ask: (asked) => start(asked, { comment: 'x'.repeat(129) }),
    answer: 'ValidationException: MissingValue',
    source: `${API}, StartZonalShift, comment: 128 at most; no reason of a ValidationException fits`,
    open: true,
  },
  {
    about: 'an update that changes nothing',
    ask: async ({ aws, arc }) => {
      const { zonalShiftId } = aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' });
      return told(arc.send(new UpdateZonalShiftCommand({ zonalShiftId })));
    },
    answer: 'ValidationException: MissingValue',
    source: `${API}, UpdateZonalShift: neither the comment nor expiresIn is required`,
    open: { setting: { acceptsEmptyUpdates: true }, answer: 'accepted' },
  },
  {
    about: 'a cancel of the shift of an FIS experiment',
    ask: async ({ aws, arc }) => {
      const { zonalShiftId } = aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', shiftType: 'FIS_EXPERIMENT' });
      return told(arc.send(new CancelZonalShiftCommand({ zonalShiftId })));
    },
    answer: 'ValidationException: FISExperimentUpdateNotAllowed',
    source: `${API}, ValidationException: the reason speaks of updates`,
    open: { setting: { cancelsExperiments: true }, answer: 'accepted' },
  },
  {
    about: 'an autoshift in ListZonalShifts',
    ask: async (asked) => {
      asked.aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', shiftType: 'ZONAL_AUTOSHIFT' });
      return listed(asked, { status: 'ACTIVE' });
    },
    answer: [],
    source: `${API}, ZonalShiftSummary: shiftType may be ZONAL_AUTOSHIFT, and expiryTime, which an autoshift lacks, is required`,
    open: { setting: { listsAutoshifts: true }, answer: ['ZONAL_AUTOSHIFT ACTIVE'] },
  },
  {
    about: 'a list without a status, after a shift was cancelled',
    ask: async (asked) => {
      asked.aws.shifts.cancel(asked.aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' }));
      return listed(asked);
    },
    answer: [],
    source: `${API}, ListZonalShifts: active ones; its service model: active and completed ones`,
    open: { setting: { listedWithoutStatus: 'all' }, answer: ['ZONAL_SHIFT CANCELED'] },
  },
  {
    about: 'a practice run in ListZonalShifts',
    ask: async (asked) => {
      asked.aws.shifts.put({ resource: WEB, awayFrom: 'use1-az2', shiftType: 'PRACTICE_RUN' });
      return listed(asked, { status: 'ACTIVE' });
    },
    answer: ['PRACTICE_RUN ACTIVE'],
    source: `${API}, ZonalShiftSummary and ZonalShiftInResource: shiftType and practiceRunOutcome are both optional`,
    open: { setting: { typesPracticeRuns: false }, answer: ['undefined ACTIVE'] },
  },
  {
    about: 'what is left of a practice run after a start',
    ask: async (asked) => {
      asked.aws.shifts.put({ resource: WEB, awayFrom: 'use1-az2', shiftType: 'PRACTICE_RUN' });
      await start(asked);
      const { zonalShifts = [] } = await asked.arc.send(new GetManagedResourceCommand({ resourceIdentifier: WEB }));
      return zonalShifts.map(({ shiftType, appliedStatus }) => `${shiftType} ${appliedStatus}`);
    },
    answer: ['ZONAL_SHIFT APPLIED'],
    source: `${GUIDE}, "Precedence for zonal shifts"`,
  },
  {
    about: 'the members of a shift in a managed resource',
    ask: async ({ aws, arc }) => {
      aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1' });
      const { zonalShifts = [] } = await arc.send(new GetManagedResourceCommand({ resourceIdentifier: WEB }));
      const members = Object.entries(zonalShifts[0] ?? {}).filter(([, value]) => value !== undefined);
      return members.map(([member]) => member).sort();
    },
    answer: [
      'appliedStatus',
      'awayFrom',
      'comment',
      'expiryTime',
      'resourceIdentifier',
      'shiftType',
      'startTime',
      'zonalShiftId',
    ],
    source: `${API}, ZonalShiftInResource: no status`,
  },
  {
    about: 'how appliedWeights names an AZ',
    ask: async ({ arc }) => {
      const { appliedWeights = {} } = await arc.send(new GetManagedResourceCommand({ resourceIdentifier: WEB }));
      return Object.keys(appliedWeights);
    },
    answer: ['use1-az1', 'use1-az2', 'use1-az4'],
    source: `${API}, GetManagedResource, appliedWeights: a map by Availability Zone`,
    open: { setting: { weightKey: zoneNameOf }, answer: ['us-east-1a', 'us-east-1b', 'us-east-1c'] },
  },
];

import type { RegionUnderTest } from '../../a-region/a-region.ts';
import { awsError } from '../../aws-errors.ts';
import { minutesAfter } from '../../builders.ts';
import { RECOVERABLE_ZONES } from '../../shared/standing.ts';
import {
  alarmEvent,
  alarmed,
  asked,
  askedWhileOut,
  evacuated,
  IMPACT_ALARM,
  inAlarm,
  nowOf,
  REGIONAL_ALARM,
  type Recipes,
  UPKEEP,
  unchanged,
} from '../world.ts';

/** What rests on the configuration, the event and the alarms: paused, event-fresh, impact-alarm, single-zone, regional. */

const ZONE_2_ALARM = 'use1-az2-isolated-impact';

export function alarmsUnread({ calls }: RegionUnderTest): void {
  calls.failAlways('DescribeAlarms', awsError('ThrottlingException', 'Rate exceeded'));
}

const paused: Recipes = {
  'paused-pass': alarmed(unchanged),
  'paused-fail': alarmed(unchanged, { paused: true }),
};

const eventFresh: Recipes = {
  'event-fresh-pass': alarmed(unchanged, { mode: 'observe' }),
  'event-fresh-pass-person': asked(unchanged),
  'event-fresh-pass-upkeep': askedWhileOut(unchanged, { request: UPKEEP }),
  'event-fresh-pass-first-state-of-old-alarm': async () => {
    const world = inAlarm();
    return world.ask(alarmEvent(world, 1, { previous: 'INSUFFICIENT_DATA' }));
  },
  'event-fresh-fail': async () => {
    const world = inAlarm();
    return world.ask(alarmEvent(world, 40));
  },
  'event-fresh-fail-first-state': async () => {
    const world = inAlarm();
    world.aws.alarms.set(IMPACT_ALARM, { configuredAt: minutesAfter(nowOf(world.aws), -4) });
    return world.ask(alarmEvent(world, 1, { previous: 'INSUFFICIENT_DATA' }));
  },
  'event-fresh-unknown': async () => {
    const world = inAlarm();
    return world.ask(alarmEvent(world, -7));
  },
  'event-fresh-unknown-first-state-unread': async () => {
    const world = inAlarm();
    alarmsUnread(world.aws);
    return world.ask(alarmEvent(world, 1, { previous: 'INSUFFICIENT_DATA' }));
  },
  'event-fresh-unknown-first-state-of-lost-alarm': async () => {
    const world = inAlarm();
    world.aws.alarms.remove(IMPACT_ALARM);
    return world.ask(alarmEvent(world, 1, { previous: 'INSUFFICIENT_DATA' }));
  },
};

const impactAlarm: Recipes = {
  'impact-alarm-pass': alarmed(unchanged, { mode: 'approve' }),
  'impact-alarm-pass-person': asked(({ aws }) => aws.alarms.set(IMPACT_ALARM, { state: 'OK' }), {
    request: { dryRun: true },
  }),
  'impact-alarm-pass-event-stands-in': alarmed(({ aws }) => alarmsUnread(aws)),
  'impact-alarm-pass-read-older-than-event': alarmed(({ aws }) =>
    aws.alarms.set(IMPACT_ALARM, { state: 'OK', stateSince: minutesAfter(nowOf(aws), -600) }),
  ),
  'impact-alarm-pass-under-way': async () => {
    const world = await evacuated();
    return world.ask(alarmEvent(world));
  },
  'impact-alarm-fail': alarmed(({ aws }) => aws.alarms.set(IMPACT_ALARM, { state: 'OK' })),
  'impact-alarm-fail-suppressed': alarmed(({ aws }) => aws.alarms.set(IMPACT_ALARM, { isSuppressed: true })),
  'impact-alarm-fail-muted': async () => {
    const world = inAlarm();
    const event = alarmEvent(world);
    const mutedByArn = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:maintenance';
    return world.ask({ ...event, detail: { ...event.detail, muteDetail: { mutedByArn } } });
  },
  'impact-alarm-unknown': alarmed(({ aws }) => aws.alarms.set(IMPACT_ALARM, { state: 'INSUFFICIENT_DATA' })),
  'impact-alarm-unknown-unread': async () => {
    const world = inAlarm();
    alarmsUnread(world.aws);
    return world.ask(alarmEvent(world, 5));
  },
  'impact-alarm-unknown-not-evaluated': alarmed(({ aws }) => aws.alarms.evaluateAs(IMPACT_ALARM, 'EVALUATION_FAILURE')),
  'impact-alarm-unknown-lost': alarmed(({ aws }) => aws.alarms.remove(IMPACT_ALARM)),
};

const singleZone: Recipes = {
  'single-zone-pass': asked(unchanged, { configuration: { mode: 'observe' } }),
  'single-zone-fail': alarmed(({ aws }) => aws.alarms.set(ZONE_2_ALARM, { state: 'ALARM' })),
  'single-zone-fail-cannot-be-overridden': asked(({ aws }) => aws.alarms.set(ZONE_2_ALARM, { state: 'ALARM' }), {
    request: { override: ['single-zone'] },
  }),
  'single-zone-unknown': alarmed(({ aws }) => aws.alarms.set(ZONE_2_ALARM, { state: 'INSUFFICIENT_DATA' })),
  'single-zone-unknown-not-evaluated': alarmed(({ aws }) => aws.alarms.evaluateAs(ZONE_2_ALARM, 'EVALUATION_ERROR')),
  'single-zone-unknown-unread': asked(({ aws }) => alarmsUnread(aws)),
  'single-zone-unknown-overridden': asked(({ aws }) => alarmsUnread(aws), { request: { override: ['single-zone'] } }),
  'single-zone-unknown-no-alarm': alarmed(({ aws }) => aws.alarms.remove(ZONE_2_ALARM)),
  // Only the alarm's description could tell the zone, and it cannot be read: nothing that concerns a zone is known.
  'single-zone-unknown-which-zone': async () => {
    const zones = RECOVERABLE_ZONES.map(({ impactAlarm: _named, ...zone }) => zone);
    const world = inAlarm({ zones });
    alarmsUnread(world.aws);
    return world.ask(alarmEvent(world, 1, { alarmName: 'wildrydes-first-zone-impact' }));
  },
};

const regional: Recipes = {
  'regional-pass': asked(unchanged, { request: { dryRun: true } }),
  'regional-pass-none-configured': alarmed(unchanged, { regionalAlarms: [] }),
  'regional-fail': alarmed(({ aws }) => aws.alarms.set(REGIONAL_ALARM, { state: 'ALARM' })),
  'regional-fail-overridden': asked(({ aws }) => aws.alarms.set(REGIONAL_ALARM, { state: 'ALARM' }), {
    request: { override: ['regional'] },
  }),
  'regional-unknown': alarmed(({ aws }) => aws.alarms.set(REGIONAL_ALARM, { state: 'INSUFFICIENT_DATA' })),
  'regional-unknown-lost': alarmed(({ aws }) => aws.alarms.remove(REGIONAL_ALARM)),
  'regional-unknown-unread': asked(({ aws }) => alarmsUnread(aws), { request: { dryRun: true } }),
};

export const ofAlarms: Recipes = { ...paused, ...eventFresh, ...impactAlarm, ...singleZone, ...regional };

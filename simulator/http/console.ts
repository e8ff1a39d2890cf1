import { z } from 'zod';
import type { Region } from '../region/region.ts';
import { bytesOf, textOf, type WireReply, type WireRequest } from './wire.ts';

const minuteMillis = 60_000;
const advanceInput = z.object({
  minutes: z
    .number()
    .positive()
    .max(7 * 24 * 60),
});

type Page = (region: Region, request: WireRequest) => WireReply;

const pages: Readonly<Record<string, Page>> = {
  'GET /_region/state': (region) => json(200, describeState(region)),
  'GET /_region/events': (region) => json(200, region.events.published),
  'POST /_region/advance': advance,
};

/**
 * The pages under `/_region/`, for people and test harnesses. AWS has nothing like them. `state` is the current state, `events`
 * is everything published to EventBridge, `advance` with `{"minutes": 10}` moves the clock. Undefined for any other path.
 */
export function regionConsole(region: Region): (request: WireRequest) => WireReply | undefined {
  return (request) => {
    if (!request.path.startsWith('/_region')) return undefined;
    const page = pages[`${request.method} ${request.path}`];
    return page ? page(region, request) : json(404, { message: `Available: ${Object.keys(pages).join(', ')}` });
  };
}

function advance(region: Region, request: WireRequest): WireReply {
  const input = advanceInput.safeParse(parseJson(textOf(request.body)));
  if (!input.success) return json(400, { message: 'Expected {"minutes": n} with 0 < n <= 10080' });
  region.advanceTo(region.clock.millis + input.data.minutes * minuteMillis);
  return json(200, describeState(region));
}

function describeState(region: Region): Record<string, unknown> {
  return {
    now: region.clock.now,
    zones: region.zones.map((zone) => ({ ...zone, lastMinute: lastMinuteOf(region, zone.zoneId) })),
    groups: region.spec.groups.map(({ name }) => describeGroup(region, name)),
    shifts: region.arc.shifts().filter(({ status }) => status === 'ACTIVE'),
    alarms: region.cloudWatch.alarms().map(({ name, kind, state, reason, transitionedAt }) => {
      return { name, kind, state, reason, since: new Date(transitionedAt) };
    }),
  };
}

/** `faultRate` is the share of requests that failed, 0 to 1. */
function lastMinuteOf(region: Region, zoneId: string): Record<string, unknown> | undefined {
  const zone = region.minutes.at(-1)?.zones[zoneId];
  return zone && { ...zone, faultRate: zone.requests === 0 ? 0 : zone.faults / zone.requests };
}

function describeGroup(region: Region, name: string): Record<string, unknown> {
  const group = region.autoScaling.group(name);
  const instances = region.autoScaling.instances(name);
  const inService = instances.filter(({ lifecycleState }) => lifecycleState === 'InService');
  return {
    name,
    subnetIds: group?.subnetIds,
    desired: group?.desired,
    instances: instances.length,
    inService: Object.fromEntries(
      region.zones.map(({ zoneId }) => [zoneId, inService.filter((instance) => instance.zoneId === zoneId).length]),
    ),
  };
}

const json = (status: number, value: unknown): WireReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: bytesOf(`${JSON.stringify(value, undefined, 2)}\n`),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

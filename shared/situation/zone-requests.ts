import type { AzId, ObservedSignal, Policy, Series } from '../domain/index.ts';
import type { Situation } from './understand.ts';

/** Signals that count what clients send to a zone. NAT gateways count what its instances send. */
const OF_CLIENTS: readonly ObservedSignal['kind'][] = ['application-load-balancer', 'network-load-balancer', 'custom'];
/** So many of the newest minutes count: what CloudWatch knows of the very last may not be all of it. */
const NEWEST_MINUTES = 2;

export interface ZoneRequests {
  /** The zone's shares of the requests in the newest minutes of each signal. Null: the signals do not say, or not of every load balancer. */
  readonly shares: readonly number[] | null;
  /** Of the requests in the zone, those that fail, all signals together: the least of the newest minutes. Null: they do not say. */
  readonly failing: number | null;
}

/** What clients send to the zone of the situation, and how it fares. */
export function requestsOf({ evidence: { signals }, zone }: Situation, policy: Policy): ZoneRequests {
  const counted = signals.known ? signals.value.signals.filter(({ kind }) => OF_CLIENTS.includes(kind)) : [];
  return {
    shares: areAllMeasured(counted, policy) ? sharesOf(counted, zone.zoneId) : null,
    failing: failingIn(counted, zone.zoneId),
  };
}

/** Each load balancer has a signal of its own, or the application counts its requests itself. */
function areAllMeasured(signals: readonly ObservedSignal[], { resources }: Policy): boolean {
  const names = new Set(signals.map(({ name }) => name));
  const loadBalancers = resources.flatMap((arn) => arn.split(':loadbalancer/')[1] ?? []);
  return signals.some(({ kind }) => kind === 'custom') || loadBalancers.every((name) => names.has(name));
}

/** A load balancer without any requests says nothing, and leaves the answer to the others. */
function sharesOf(signals: readonly ObservedSignal[], zoneId: AzId): number[] | null {
  const newest = signals.map((signal) => newestShares(signal, zoneId));
  const told = newest.filter((shares) => shares === null || shares.length > 0);
  const isTold = told.every((shares) => shares !== null && shares.length === NEWEST_MINUTES);
  return told.length > 0 && isTold ? told.flatMap((shares) => shares ?? []) : null;
}

/** In the newest minutes that have any requests. Null: a zone was not answered for. */
function newestShares({ zones }: ObservedSignal, zoneId: AzId): number[] | null {
  const here = requestsIn(zones[zoneId]);
  const all = Object.values(zones).map(requestsIn);
  if (here === null || all.some((series) => series === null)) return null;
  const totals = here.map((_, minute) => all.reduce((sum, series) => sum + (series?.[minute] ?? 0), 0));
  // A load balancer publishes no datapoint of a zone without requests.
  const shares = totals.map((total, minute) => (total > 0 ? [(here[minute] ?? 0) / total] : []));
  return shares.reverse().flat().slice(0, NEWEST_MINUTES);
}

function requestsIn(zone: ObservedSignal['zones'][string] | undefined): Series | null {
  return zone?.known ? zone.value.requests : null;
}

/** The better of the newest minutes: of one that is not finished, all failures may be known, and a tenth of the requests. */
function failingIn(signals: readonly ObservedSignal[], zoneId: AzId): number | null {
  const newest = signals.map((signal) => newestFailures(signal, zoneId));
  const rates = Array.from({ length: NEWEST_MINUTES }, (_, back) => rateOf(newest.flatMap((minutes) => minutes[back] ?? [])));
  return rates.reduce((least, rate) => (least === null || rate === null ? null : Math.min(least, rate)));
}

interface Requests {
  readonly failed: number;
  readonly of: number;
}

function rateOf(counted: readonly Requests[]): number | null {
  const requests = counted.reduce((sum, { of }) => sum + of, 0);
  return requests === 0 ? null : counted.reduce((sum, { failed }) => sum + failed, 0) / requests;
}

/** Minute by minute, newest first, where the zone has requests. */
function newestFailures({ zones }: ObservedSignal, zoneId: AzId): Requests[] {
  const zone = zones[zoneId];
  if (!zone?.known || zone.value.requests === null || zone.value.faults === null) return [];
  const { requests, faults } = zone.value;
  return requests.flatMap((of, minute) => (of === null || of === 0 ? [] : [{ of, failed: faults[minute] ?? 0 }])).reverse();
}

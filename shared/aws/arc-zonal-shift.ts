import {
  ARCZonalShiftClient,
  CancelZonalShiftCommand,
  GetManagedResourceCommand,
  type GetManagedResourceCommandOutput,
  ListAutoshiftsCommand,
  ListManagedResourcesCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import type { AzId, ManagedResource, ObservedShift, ResourceArn } from '../domain/index.ts';
import { CallError } from '../errors.ts';
import type { ShiftReader, ShiftWriter } from '../ports.ts';
import { call } from './call.ts';
import { type CallOptions, type ClientOptions, first } from './client-options.ts';
import { instantOf, observeShift } from './observed-shift.ts';
import { readPages } from './pages.ts';

/** API ListZonalShifts and ListManagedResources, maxResults. */
const PAGE = 100;

/** Up to so many are read one by one: side by side, that is one round trip. More of them come from the list of the account. */
const ONE_BY_ONE = 20;

const NOT_REGISTERED: ManagedResource = { registered: false, appliedWeights: {}, shifts: [] };

export function makeArcZonalShiftClient(options: ClientOptions): ARCZonalShiftClient {
  return new ARCZonalShiftClient(options);
}

/** Reads zonal shifts. What IAM must allow for it is in arc-zonal-shift.permissions.ts. */
export function shiftReader(client: ARCZonalShiftClient, options: CallOptions): ShiftReader {
  const lists = first(options);
  return {
    managedResource: (resource) => readManagedResource(client, options, resource),
    managedResources: managedResourcesReader(client, options),
    allManagedResources: async () => [...(await listManagedResources(client, lists)).keys()],
    activeShifts: (isEnough) => listShifts(client, lists, { status: 'ACTIVE', isEnough }),
    endedShifts: async (resource) => {
      const statuses = ['EXPIRED', 'CANCELED'] as const;
      const filter = resource === null ? {} : { resourceIdentifier: resource };
      return (await Promise.all(statuses.map((status) => listShifts(client, lists, { status, ...filter })))).flat();
    },
    activeAutoshifts: () => listAutoshifts(client, lists),
  };
}

/** Starts, extends and cancels. What IAM must allow for it is in arc-zonal-shift.permissions.ts. */
export function shiftWriter(client: ARCZonalShiftClient, options: CallOptions): ShiftWriter {
  return {
    managedResource: (resource) => readManagedResource(client, withTimeToRetreat(options), resource),
    managedResources: managedResourcesReader(client, options),
    async start({ resource, awayFrom, expiresIn, comment }) {
      const command = new StartZonalShiftCommand({ resourceIdentifier: resource, awayFrom, expiresIn, comment });
      const { zonalShiftId = '' } = await call(
        `starting a zonal shift of ${resource}`,
        () => client.send(command, options),
        options,
      );
      return { zonalShiftId };
    },
    async update({ zonalShiftId, ...change }) {
      const command = new UpdateZonalShiftCommand({ zonalShiftId, ...change });
      await call(`updating zonal shift ${zonalShiftId}`, () => client.send(command, options), options);
    },
    async cancel(zonalShiftId) {
      const command = new CancelZonalShiftCommand({ zonalShiftId });
      const turn = withTimeToRetreat(options);
      await call(`cancelling zonal shift ${zonalShiftId}`, () => client.send(command, turn), turn);
    },
  };
}

/** Where no `lastSignal` says when a run that takes back what it has started ends, each call has so long. */
const RETREAT_MILLIS = 1_500;

/** A run whose time is up may still take back what it has started: two zones out is worse than a late report. */
function withTimeToRetreat(options: CallOptions): CallOptions {
  const { abortSignal, lastSignal } = options;
  return abortSignal.aborted ? { ...first(options), abortSignal: lastSignal ?? AbortSignal.timeout(RETREAT_MILLIS) } : options;
}

/** One resource, as it is now. */
async function readManagedResource(
  client: ARCZonalShiftClient,
  options: CallOptions,
  resource: ResourceArn,
): Promise<ManagedResource> {
  const command = new GetManagedResourceCommand({ resourceIdentifier: resource });
  try {
    const found = await call(`reading managed resource ${resource}`, () => client.send(command, options), options);
    return { registered: true, appliedWeights: found.appliedWeights ?? {}, shifts: shiftsOf(resource, found) };
  } catch (error) {
    // A resource that has not opted in is not an error of the read: it is what the read tells.
    if (error instanceof CallError && error.kind === 'not-found') return NOT_REGISTERED;
    throw error;
  }
}

/**
 * How these resources are read: few of them each by itself, many from one list, which carries the same. A role of an earlier version
 * may not list them: then they are read one by one all the same.
 */
function managedResourcesReader(client: ARCZonalShiftClient, options: CallOptions): ShiftReader['managedResources'] {
  const readOne = (resource: ResourceArn) => readManagedResource(client, options, resource);
  return (resources) => {
    if (resources.length <= ONE_BY_ONE) return readOne;
    let listed: Promise<ReadonlyMap<ResourceArn, ManagedResource> | null> | undefined;
    return async (resource) => {
      listed ??= listManagedResources(client, first(options)).catch(nullIfDenied);
      const found = await listed;
      return found === null ? readOne(resource) : (found.get(resource) ?? NOT_REGISTERED);
    };
  };
}

function nullIfDenied(error: unknown): null {
  if (error instanceof CallError && error.kind === 'denied') return null;
  throw error;
}

async function listManagedResources(
  client: ARCZonalShiftClient,
  options: CallOptions,
): Promise<ReadonlyMap<ResourceArn, ManagedResource>> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListManagedResourcesCommand({ maxResults: PAGE, nextToken });
    const page = await call('listing managed resources', () => client.send(command, options), options);
    return { items: page.items, nextToken: page.nextToken };
  });
  return new Map(
    listed.flatMap(({ arn: told, appliedWeights = {}, ...found }): [ResourceArn, ManagedResource][] => {
      const arn = told as ResourceArn | undefined;
      return arn === undefined ? [] : [[arn, { registered: true, appliedWeights, shifts: shiftsOf(arn, found) }]];
    }),
  );
}

type Found = Partial<Pick<GetManagedResourceCommandOutput, 'zonalShifts' | 'autoshifts'>>;

function shiftsOf(resource: ResourceArn, { zonalShifts = [], autoshifts = [] }: Found): ObservedShift[] {
  const customers = zonalShifts.map((shift) => observeShift(shift, { resource, applied: shift.appliedStatus === 'APPLIED' }));
  const ofAws = autoshifts.map((shift) => ({
    zonalShiftId: null,
    resource,
    awayFrom: shift.awayFrom as AzId,
    type: 'ZONAL_AUTOSHIFT' as const,
    applied: shift.appliedStatus === 'APPLIED',
    startedAt: instantOf(shift.startTime),
    expiresAt: null,
    comment: '',
  }));
  return [...customers, ...ofAws];
}

interface ShiftListing {
  readonly status: 'ACTIVE' | 'EXPIRED' | 'CANCELED';
  readonly resourceIdentifier?: ResourceArn;
  readonly isEnough?: ((page: readonly ObservedShift[]) => boolean) | undefined;
}

/** The status is always given: the documents disagree on what is listed without it. */
async function listShifts(
  client: ARCZonalShiftClient,
  options: CallOptions,
  { isEnough, ...which }: ShiftListing,
): Promise<ObservedShift[]> {
  const applied = which.status === 'ACTIVE';
  return readPages(async (nextToken) => {
    const command = new ListZonalShiftsCommand({ ...which, maxResults: PAGE, nextToken });
    const page = await call('listing zonal shifts', () => client.send(command, options), options);
    const items = page.items?.map((shift) => observeShift(shift, { resource: shift.resourceIdentifier as ResourceArn, applied }));
    return { items, nextToken: page.nextToken };
  }, isEnough);
}

async function listAutoshifts(client: ARCZonalShiftClient, options: CallOptions): Promise<AzId[]> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListAutoshiftsCommand({ status: 'ACTIVE', maxResults: PAGE, nextToken });
    const page = await call('listing autoshifts', () => client.send(command, options), options);
    return { items: page.items, nextToken: page.nextToken };
  });
  return [...new Set(listed.map(({ awayFrom }) => awayFrom as AzId))];
}

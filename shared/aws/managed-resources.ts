import {
  type ARCZonalShiftClient,
  GetManagedResourceCommand,
  type GetManagedResourceCommandOutput,
  ListManagedResourcesCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import type { AzId, ManagedResource, ObservedShift, ResourceArn } from '../domain/index.ts';
import { CallError } from '../errors.ts';
import type { ShiftReader } from '../ports.ts';
import { call } from './call.ts';
import { type CallOptions, first } from './client-options.ts';
import { instantOf, observeShift } from './observed-shift.ts';
import { readPages } from './pages.ts';

/** API ListManagedResources, maxResults. */
const PAGE = 100;

/** Up to so many are read one by one: side by side, that is one round trip. More of them come from the list of the account. */
const ONE_BY_ONE = 20;

const NOT_REGISTERED: ManagedResource = { registered: false, appliedWeights: {}, shifts: [] };

/** One resource, as it is now. */
export async function readManagedResource(
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
export function managedResourcesReader(client: ARCZonalShiftClient, options: CallOptions): ShiftReader['managedResources'] {
  const readOne = (resource: ResourceArn) => readManagedResource(client, options, resource);
  return (resources) => {
    if (resources.length <= ONE_BY_ONE) return readOne;
    let listed: Promise<ReadonlyMap<string, ManagedResource> | null> | undefined;
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
): Promise<ReadonlyMap<string, ManagedResource>> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListManagedResourcesCommand({ maxResults: PAGE, nextToken });
    const page = await call('listing managed resources', () => client.send(command, options), options);
    return { items: page.items, nextToken: page.nextToken };
  });
  return new Map(
    listed.flatMap(({ arn, appliedWeights = {}, ...found }): [string, ManagedResource][] =>
      arn === undefined ? [] : [[arn, { registered: true, appliedWeights, shifts: shiftsOf(arn as ResourceArn, found) }]],
    ),
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

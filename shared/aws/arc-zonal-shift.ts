import {
  ARCZonalShiftClient,
  CancelZonalShiftCommand,
  ListAutoshiftsCommand,
  ListZonalShiftsCommand,
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
} from '@aws-sdk/client-arc-zonal-shift';
import type { AzId, ObservedShift, ResourceArn } from '../domain/index.ts';
import type { ShiftReader, ShiftWriter } from '../ports.ts';
import { call } from './call.ts';
import { type CallOptions, type ClientOptions, first } from './client-options.ts';
import { managedResourcesReader, readManagedResource } from './managed-resources.ts';
import { observeShift } from './observed-shift.ts';
import { readPages } from './pages.ts';

/** API ListZonalShifts, maxResults. */
const PAGE = 100;

export function makeArcZonalShiftClient(options: ClientOptions): ARCZonalShiftClient {
  return new ARCZonalShiftClient(options);
}

/** Reads zonal shifts. What IAM must allow for it is in arc-zonal-shift.permissions.ts. */
export function shiftReader(client: ARCZonalShiftClient, options: CallOptions): ShiftReader {
  const lists = first(options);
  return {
    managedResource: (resource) => readManagedResource(client, options, resource),
    managedResources: managedResourcesReader(client, options),
    activeShifts: () => listShifts(client, lists, { status: 'ACTIVE' }),
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

/** Within what the handler keeps back for reporting. */
const RETREAT_MILLIS = 1_500;

/** A run whose time is up may still take back what it has started: two zones out is worse than a late report. */
function withTimeToRetreat(options: CallOptions): CallOptions {
  return options.abortSignal.aborted ? { ...first(options), abortSignal: AbortSignal.timeout(RETREAT_MILLIS) } : options;
}

/** The status is always given: the documents disagree on what is listed without it. */
async function listShifts(
  client: ARCZonalShiftClient,
  options: CallOptions,
  which: { readonly status: 'ACTIVE' | 'EXPIRED' | 'CANCELED'; readonly resourceIdentifier?: ResourceArn },
): Promise<ObservedShift[]> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListZonalShiftsCommand({ ...which, maxResults: PAGE, nextToken });
    const page = await call('listing zonal shifts', () => client.send(command, options), options);
    return { items: page.items, nextToken: page.nextToken };
  });
  const applied = which.status === 'ACTIVE';
  return listed.map((shift) => observeShift(shift, { resource: shift.resourceIdentifier as ResourceArn, applied }));
}

async function listAutoshifts(client: ARCZonalShiftClient, options: CallOptions): Promise<AzId[]> {
  const listed = await readPages(async (nextToken) => {
    const command = new ListAutoshiftsCommand({ status: 'ACTIVE', maxResults: PAGE, nextToken });
    const page = await call('listing autoshifts', () => client.send(command, options), options);
    return { items: page.items, nextToken: page.nextToken };
  });
  return [...new Set(listed.map(({ awayFrom }) => awayFrom as AzId))];
}

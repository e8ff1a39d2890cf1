import { z } from 'zod';
import { type Operations, reads } from '../operations/operation.ts';
import { takePage } from '../operations/paging.ts';
import { invalid, required } from './refusals.ts';
import type { Registry } from './registry.ts';
import type { Autoshift } from './shift.ts';
import type { ShiftLedger } from './shift-ledger.ts';
import { pageInput, refuseToken } from './shift-operations.ts';
import { autoshiftSummary, managedResource, managedResourceSummary, type ViewContext } from './views.ts';

const getInput = z.object({ resourceIdentifier: z.string().optional() });
const listInput = z.object(pageInput);
const autoshiftsInput = z.object({ ...pageInput, status: z.string().optional() });

interface Sources extends ViewContext {
  readonly registry: Registry;
  readonly ledger: ShiftLedger;
  readonly autoshifts: readonly Autoshift[];
}

/** The read operations for managed resources and autoshifts. */
export function resourceOperations(sources: Sources): Operations {
  const { registry, ledger } = sources;
  return {
    GetManagedResource: reads(getInput, (input) => {
      const resource = registry.get(required(input, 'resourceIdentifier'));
      return managedResource(resource, ledger.activeOn(resource.arn), sources);
    }),
    ListManagedResources: reads(listInput, (input) => listManagedResources(input, sources)),
    ListAutoshifts: reads(autoshiftsInput, (input) => listAutoshifts(input, sources)),
  };
}

function listManagedResources(input: z.output<typeof listInput>, sources: Sources) {
  const { registry, ledger } = sources;
  const { elements, nextToken } = takePage(registry.resources, {
    keyOf: ({ arn }) => arn,
    size: input.maxResults,
    token: input.nextToken,
    refuse: refuseToken,
  });
  const items = elements.map((resource) => managedResourceSummary(resource, ledger.activeOn(resource.arn), sources));
  return { items, nextToken };
}

/** The Region's autoshifts (default: active ones), even if they affect no resource of the account. */
function listAutoshifts(input: z.output<typeof autoshiftsInput>, { autoshifts }: Sources) {
  const { status = 'ACTIVE' } = input;
  if (status !== 'ACTIVE' && status !== 'COMPLETED') throw invalid('InvalidStatus', `The status is not valid: ${status}`);
  const { elements, nextToken } = takePage(autoshifts, {
    matches: (autoshift) => autoshift.status === status,
    keyOf: ({ awayFrom, startTime }) => `${awayFrom}@${startTime.toISOString()}`,
    size: input.maxResults,
    token: input.nextToken,
    refuse: refuseToken,
  });
  return { items: elements.map(autoshiftSummary), nextToken };
}

import { createPaginator } from '@smithy/core';
import type { PaginationConfiguration } from '@smithy/types';
import { ARCZonalShiftClient } from './client.ts';
import {
  ListAutoshiftsCommand,
  type ListAutoshiftsCommandInput,
  type ListAutoshiftsCommandOutput,
  ListManagedResourcesCommand,
  type ListManagedResourcesCommandInput,
  type ListManagedResourcesCommandOutput,
  ListZonalShiftsCommand,
  type ListZonalShiftsCommandInput,
  type ListZonalShiftsCommandOutput,
} from './commands.ts';

/** The client to ask, and optionally the page size (1 to 100) and the token to begin at. */
export interface ARCZonalShiftPaginationConfiguration extends PaginationConfiguration {
  client: ARCZonalShiftClient;
}

function paginatorFor<Input extends object, Output extends object>(Command: new (input: Input) => object) {
  return createPaginator<ARCZonalShiftPaginationConfiguration, Input, Output>(
    ARCZonalShiftClient,
    Command,
    'nextToken',
    'nextToken',
    'maxResults',
  );
}

/** Answers page after page of shifts until there are no more. */
export const paginateListZonalShifts = paginatorFor<ListZonalShiftsCommandInput, ListZonalShiftsCommandOutput>(
  ListZonalShiftsCommand,
);

/** Answers page after page of managed resources until there are no more. */
export const paginateListManagedResources = paginatorFor<ListManagedResourcesCommandInput, ListManagedResourcesCommandOutput>(
  ListManagedResourcesCommand,
);

/** Answers page after page of autoshifts until there are no more. */
export const paginateListAutoshifts = paginatorFor<ListAutoshiftsCommandInput, ListAutoshiftsCommandOutput>(
  ListAutoshiftsCommand,
);

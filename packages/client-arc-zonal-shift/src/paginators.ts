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

/** The client, and optionally the page size (1 to 100) and the token to start from. */
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

/** Yields all pages of shifts. */
export const paginateListZonalShifts = paginatorFor<ListZonalShiftsCommandInput, ListZonalShiftsCommandOutput>(
  ListZonalShiftsCommand,
);

/** Yields all pages of managed resources. */
export const paginateListManagedResources = paginatorFor<ListManagedResourcesCommandInput, ListManagedResourcesCommandOutput>(
  ListManagedResourcesCommand,
);

/** Yields all pages of autoshifts. */
export const paginateListAutoshifts = paginatorFor<ListAutoshiftsCommandInput, ListAutoshiftsCommandOutput>(
  ListAutoshiftsCommand,
);

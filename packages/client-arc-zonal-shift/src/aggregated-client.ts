import { createAggregatedClient } from '@smithy/core/client';
import type { InvokeMethod, InvokeMethodOptionalArgs, PaginationConfiguration, Paginator } from '@smithy/types';
import { ARCZonalShiftClient } from './client.ts';
import {
  CancelZonalShiftCommand,
  type CancelZonalShiftCommandInput,
  type CancelZonalShiftCommandOutput,
  GetManagedResourceCommand,
  type GetManagedResourceCommandInput,
  type GetManagedResourceCommandOutput,
  ListAutoshiftsCommand,
  type ListAutoshiftsCommandInput,
  type ListAutoshiftsCommandOutput,
  ListManagedResourcesCommand,
  type ListManagedResourcesCommandInput,
  type ListManagedResourcesCommandOutput,
  ListZonalShiftsCommand,
  type ListZonalShiftsCommandInput,
  type ListZonalShiftsCommandOutput,
  StartZonalShiftCommand,
  type StartZonalShiftCommandInput,
  type StartZonalShiftCommandOutput,
  UpdateZonalShiftCommand,
  type UpdateZonalShiftCommandInput,
  type UpdateZonalShiftCommandOutput,
} from './commands.ts';
import { paginateListAutoshifts, paginateListManagedResources, paginateListZonalShifts } from './paginators.ts';

type PaginateMethod<Input, Output> = (
  input?: Input,
  configuration?: Omit<PaginationConfiguration, 'client'>,
) => Paginator<Output>;

/** One method for each operation, on top of the client. */
export interface ARCZonalShift {
  startZonalShift: InvokeMethod<StartZonalShiftCommandInput, StartZonalShiftCommandOutput>;
  updateZonalShift: InvokeMethod<UpdateZonalShiftCommandInput, UpdateZonalShiftCommandOutput>;
  cancelZonalShift: InvokeMethod<CancelZonalShiftCommandInput, CancelZonalShiftCommandOutput>;
  listZonalShifts: InvokeMethodOptionalArgs<ListZonalShiftsCommandInput, ListZonalShiftsCommandOutput>;
  getManagedResource: InvokeMethod<GetManagedResourceCommandInput, GetManagedResourceCommandOutput>;
  listManagedResources: InvokeMethodOptionalArgs<ListManagedResourcesCommandInput, ListManagedResourcesCommandOutput>;
  listAutoshifts: InvokeMethodOptionalArgs<ListAutoshiftsCommandInput, ListAutoshiftsCommandOutput>;
  paginateListZonalShifts: PaginateMethod<ListZonalShiftsCommandInput, ListZonalShiftsCommandOutput>;
  paginateListManagedResources: PaginateMethod<ListManagedResourcesCommandInput, ListManagedResourcesCommandOutput>;
  paginateListAutoshifts: PaginateMethod<ListAutoshiftsCommandInput, ListAutoshiftsCommandOutput>;
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the runtime adds the methods to the prototype just below.
export class ARCZonalShift extends ARCZonalShiftClient {}

const commands = {
  StartZonalShiftCommand,
  UpdateZonalShiftCommand,
  CancelZonalShiftCommand,
  ListZonalShiftsCommand,
  GetManagedResourceCommand,
  ListManagedResourcesCommand,
  ListAutoshiftsCommand,
};
const paginators = { paginateListZonalShifts, paginateListManagedResources, paginateListAutoshifts };
createAggregatedClient(commands, ARCZonalShift, { paginators });

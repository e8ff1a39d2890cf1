import { makeBuilder } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type { MetadataBearer } from '@smithy/types';
import type { ARCZonalShiftClientResolvedConfig } from './client-config.ts';
import { endpointParameterSources } from './endpoint.ts';
import type {
  CancelZonalShiftRequest,
  GetManagedResourceRequest,
  GetManagedResourceResponse,
  ListAutoshiftsRequest,
  ListAutoshiftsResponse,
  ListManagedResourcesRequest,
  ListManagedResourcesResponse,
  ListZonalShiftsRequest,
  ListZonalShiftsResponse,
  StartZonalShiftRequest,
  UpdateZonalShiftRequest,
  ZonalShift,
} from './models.ts';
import { operations } from './schemas.ts';
import { service } from './service.ts';

export interface StartZonalShiftCommandInput extends StartZonalShiftRequest {}
export interface StartZonalShiftCommandOutput extends ZonalShift, MetadataBearer {}
export interface UpdateZonalShiftCommandInput extends UpdateZonalShiftRequest {}
export interface UpdateZonalShiftCommandOutput extends ZonalShift, MetadataBearer {}
export interface CancelZonalShiftCommandInput extends CancelZonalShiftRequest {}
export interface CancelZonalShiftCommandOutput extends ZonalShift, MetadataBearer {}
export interface ListZonalShiftsCommandInput extends ListZonalShiftsRequest {}
export interface ListZonalShiftsCommandOutput extends ListZonalShiftsResponse, MetadataBearer {}
export interface GetManagedResourceCommandInput extends GetManagedResourceRequest {}
export interface GetManagedResourceCommandOutput extends GetManagedResourceResponse, MetadataBearer {}
export interface ListManagedResourcesCommandInput extends ListManagedResourcesRequest {}
export interface ListManagedResourcesCommandOutput extends ListManagedResourcesResponse, MetadataBearer {}
export interface ListAutoshiftsCommandInput extends ListAutoshiftsRequest {}
export interface ListAutoshiftsCommandOutput extends ListAutoshiftsResponse, MetadataBearer {}

/** Every input that the client sends. */
export type ServiceInputTypes =
  | StartZonalShiftCommandInput
  | UpdateZonalShiftCommandInput
  | CancelZonalShiftCommandInput
  | ListZonalShiftsCommandInput
  | GetManagedResourceCommandInput
  | ListManagedResourcesCommandInput
  | ListAutoshiftsCommandInput;

/** Every output that the client returns. */
export type ServiceOutputTypes =
  | StartZonalShiftCommandOutput
  | UpdateZonalShiftCommandOutput
  | CancelZonalShiftCommandOutput
  | ListZonalShiftsCommandOutput
  | GetManagedResourceCommandOutput
  | ListManagedResourcesCommandOutput
  | ListAutoshiftsCommandOutput;

const buildCommand = makeBuilder<ARCZonalShiftClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>(
  endpointParameterSources,
  service.shapeName,
  service.clientName,
  getEndpointPlugin,
);

function commandFor<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(name: keyof typeof operations) {
  return buildCommand<Input, Output>({}, () => [], name, operations[name]);
}

/** Moves the traffic of one resource away from a zone. */
export class StartZonalShiftCommand extends commandFor<StartZonalShiftCommandInput, StartZonalShiftCommandOutput>(
  'StartZonalShift',
) {}

/** Changes the comment or the expiry of an active shift. */
export class UpdateZonalShiftCommand extends commandFor<UpdateZonalShiftCommandInput, UpdateZonalShiftCommandOutput>(
  'UpdateZonalShift',
) {}

/** Ends a shift before its expiry. */
export class CancelZonalShiftCommand extends commandFor<CancelZonalShiftCommandInput, CancelZonalShiftCommandOutput>(
  'CancelZonalShift',
) {}

/** Lists shifts of every type, page by page. */
export class ListZonalShiftsCommand extends commandFor<ListZonalShiftsCommandInput, ListZonalShiftsCommandOutput>(
  'ListZonalShifts',
) {}

/** Reads one managed resource. */
export class GetManagedResourceCommand extends commandFor<GetManagedResourceCommandInput, GetManagedResourceCommandOutput>(
  'GetManagedResource',
) {}

/** Lists the resources that ARC manages, page by page. */
export class ListManagedResourcesCommand extends commandFor<ListManagedResourcesCommandInput, ListManagedResourcesCommandOutput>(
  'ListManagedResources',
) {}

/** Lists the autoshifts of the Region, page by page. */
export class ListAutoshiftsCommand extends commandFor<ListAutoshiftsCommandInput, ListAutoshiftsCommandOutput>(
  'ListAutoshifts',
) {}

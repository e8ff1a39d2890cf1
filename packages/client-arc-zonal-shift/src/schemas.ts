import { TypeRegistry } from '@smithy/core/schema';
import type {
  $SchemaRef,
  StaticErrorSchema,
  StaticListSchema,
  StaticOperationSchema,
  StaticStructureSchema,
} from '@smithy/types';
import {
  AccessDeniedException,
  ARCZonalShiftServiceException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  ThrottlingException,
  ValidationException,
} from './errors.ts';
import { service } from './service.ts';

// The runtime encodes shapes as compact tuples and numbers (types: `StaticSchema` in @smithy/types). These names make them
// readable.
const string = 0;
const number = 1;
const timestamp = 4;
const stringList = 64 | string;
const numberByName = 128 | number;
const pathLabel: $SchemaRef = [string, { httpLabel: 1 }];
const query = (wireName: string, type = string): $SchemaRef => [type, { httpQuery: wireName }];

type Members = Record<string, $SchemaRef>;

const structure = (name: string, members: Members): StaticStructureSchema => [
  3,
  service.namespace,
  name,
  0,
  Object.keys(members),
  Object.values(members),
];
const listOf = (member: StaticStructureSchema): StaticListSchema => [1, service.namespace, `${member[2]}List`, 0, () => member];

const shiftInResource = structure('ZonalShiftInResource', {
  appliedStatus: string,
  zonalShiftId: string,
  resourceIdentifier: string,
  awayFrom: string,
  expiryTime: timestamp,
  startTime: timestamp,
  comment: string,
  shiftType: string,
  practiceRunOutcome: string,
});
const autoshiftInResource = structure('AutoshiftInResource', { appliedStatus: string, awayFrom: string, startTime: timestamp });
const controlCondition = structure('ControlCondition', { type: string, alarmIdentifier: string });
const practiceRunConfiguration = structure('PracticeRunConfiguration', {
  blockingAlarms: listOf(controlCondition),
  outcomeAlarms: listOf(controlCondition),
  blockedWindows: stringList,
  allowedWindows: stringList,
  blockedDates: stringList,
});
const managedResource: Members = {
  arn: string,
  name: string,
  appliedWeights: numberByName,
  zonalShifts: listOf(shiftInResource),
  autoshifts: listOf(autoshiftInResource),
  zonalAutoshiftStatus: string,
};
const zonalShift: Members = {
  zonalShiftId: string,
  resourceIdentifier: string,
  awayFrom: string,
  expiryTime: timestamp,
  startTime: timestamp,
  status: string,
  comment: string,
};
const zonalShiftSummary = structure('ZonalShiftSummary', { ...zonalShift, shiftType: string, practiceRunOutcome: string });
const managedResourceSummary = structure('ManagedResourceSummary', {
  ...managedResource,
  availabilityZones: stringList,
  practiceRunStatus: string,
});
const autoshiftSummary = structure('AutoshiftSummary', {
  awayFrom: string,
  endTime: timestamp,
  startTime: timestamp,
  status: string,
});
const pageOf = (item: StaticStructureSchema): Members => ({ items: listOf(item), nextToken: string });
const pageQuery = { nextToken: query('nextToken'), maxResults: query('maxResults', number) };

interface Operation {
  http: [method: string, path: string, successStatus: number];
  input: Members;
  output: Members;
}

const operation = (name: string, { http, input, output }: Operation): StaticOperationSchema => [
  9,
  service.namespace,
  name,
  { http },
  structure(`${name}Request`, input),
  structure(`${name}Response`, output),
];

/** The wire format of the operations, by name: method, path, location of the input members, and output. Source: the API model. */
export const operations = {
  StartZonalShift: operation('StartZonalShift', {
    http: ['POST', '/zonalshifts', 201],
    input: { resourceIdentifier: string, awayFrom: string, expiresIn: string, comment: string },
    output: zonalShift,
  }),
  UpdateZonalShift: operation('UpdateZonalShift', {
    http: ['PATCH', '/zonalshifts/{zonalShiftId}', 200],
    input: { zonalShiftId: pathLabel, comment: string, expiresIn: string },
    output: zonalShift,
  }),
  CancelZonalShift: operation('CancelZonalShift', {
    http: ['DELETE', '/zonalshifts/{zonalShiftId}', 200],
    input: { zonalShiftId: pathLabel },
    output: zonalShift,
  }),
  ListZonalShifts: operation('ListZonalShifts', {
    http: ['GET', '/zonalshifts', 200],
    input: { ...pageQuery, status: query('status'), resourceIdentifier: query('resourceIdentifier') },
    output: pageOf(zonalShiftSummary),
  }),
  GetManagedResource: operation('GetManagedResource', {
    http: ['GET', '/managedresources/{resourceIdentifier}', 200],
    input: { resourceIdentifier: pathLabel },
    output: { ...managedResource, practiceRunConfiguration },
  }),
  ListManagedResources: operation('ListManagedResources', {
    http: ['GET', '/managedresources', 200],
    input: pageQuery,
    output: pageOf(managedResourceSummary),
  }),
  ListAutoshifts: operation('ListAutoshifts', {
    http: ['GET', '/autoshifts', 200],
    input: { ...pageQuery, status: query('status') },
    output: pageOf(autoshiftSummary),
  }),
} as const;

type ErrorTraits = { error: 'client' | 'server'; httpError: number };

const errorSchema = (name: string, traits: ErrorTraits, members: Members): StaticErrorSchema => [
  -3,
  service.namespace,
  name,
  traits,
  Object.keys(members),
  Object.values(members),
];

// The runtime looks up the class for unknown errors in this synthetic namespace.
const baseRegistry = new TypeRegistry(`smithy.ts.sdk.synthetic.${service.namespace}`);
baseRegistry.registerError(
  [-3, baseRegistry.namespace, 'ARCZonalShiftServiceException', 0, [], []],
  ARCZonalShiftServiceException,
);

const registry = new TypeRegistry(service.namespace);
const message = { message: string };
const conflict = { ...message, reason: string, zonalShiftId: string };
const clientError = (httpError: number): ErrorTraits => ({ error: 'client', httpError });
registry.registerError(errorSchema('AccessDeniedException', clientError(403), message), AccessDeniedException);
registry.registerError(errorSchema('ConflictException', clientError(409), conflict), ConflictException);
registry.registerError(
  errorSchema('InternalServerException', { error: 'server', httpError: 500 }, message),
  InternalServerException,
);
registry.registerError(errorSchema('ResourceNotFoundException', clientError(404), message), ResourceNotFoundException);
registry.registerError(errorSchema('ThrottlingException', clientError(429), message), ThrottlingException);
registry.registerError(errorSchema('ValidationException', clientError(400), { ...message, reason: string }), ValidationException);

/** Maps error codes to classes. */
export const errorTypeRegistries = [baseRegistry, registry];

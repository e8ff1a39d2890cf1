import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { SHAPE_FILE, shapeOf } from '../../../infra/document-shape.ts';
import { configurationSchema } from '../../../shared/configuration/configuration-schema.ts';
import { fill, MISFIT, type Shape } from '../../../shared/configuration/shape/shape.ts';
import { aConfiguration } from '../../builders.ts';

const root = join(__dirname, '../../..');
const shape = JSON.parse(readFileSync(join(root, SHAPE_FILE), 'utf8')) as Shape;

/** What the schema makes of the document; MISFIT: it refuses it. */
function parsed(document: unknown): unknown {
  const { success, data } = configurationSchema.safeParse(document);
  return success ? data : MISFIT;
}

/** With a member of every kind. */
const WHOLE = {
  ...aConfiguration(),
  $schema: './gray-failure.config.schema.json',
  alarmThresholds: { leastRequests: 20 },
  autoScalingGroups: { tag: { key: 'app', value: 'web' }, capacityStep: 'none' },
  subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2' },
  launchTemplates: [{ launchTemplateId: 'lt-0a1', instanceRole: 'arn:aws:iam::111122223333:role/web' }],
  signals: [
    {
      kind: 'application-load-balancer',
      loadBalancer: 'app/web/50dc6c495c0c9188',
      targetGroups: ['targetgroup/web/73e2d6bc24d8a067'],
    },
    { kind: 'nat-gateway', gateways: { 'nat-0a1': 'use1-az1' } },
    {
      kind: 'custom',
      namespace: 'Shop',
      zoneDimension: 'zone',
      dimensions: { service: 'web' },
      requests: ['all'],
      faults: ['bad'],
      latency: { metric: 'time', threshold: 3 },
    },
    { kind: 'contributor-insights', rules: { 'use1-az1': 'rule' } },
  ],
  outlier: { windowMinutes: 5, leastBad: 10, pastMinutes: 0, excess: { faults: 0.01 } },
  zonalShift: { expiresIn: '4h' },
  capacity: { drain: '8m', minimumHealthyShare: 1 },
  limits: { countEvacuationsSince: '2026-11-24T06:00:00Z', yieldToAutoshift: true },
  deployment: { alarms: ['rollout'], tag: 'version' },
  notify: { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', eventBusName: 'default' },
};

type Node = Record<string, unknown>;

/** Every place in the document that holds a value, as the keys that lead to it. */
function placesIn(node: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [[...path, key], ...placesIn(value, [...path, key])]);
}

const PLACES = placesIn(WHOLE);
const GONE = Symbol('gone');

function changed(places: readonly { path: readonly string[]; to: unknown }[]): Node {
  const document = structuredClone(WHOLE) as Node;
  for (const { path, to } of places) {
    const holder = path.slice(0, -1).reduce<unknown>((node, key) => (node as Node | undefined)?.[key], document);
    if (typeof holder !== 'object' || holder === null) continue;
    if (to === GONE) delete (holder as Node)[path.at(-1) ?? ''];
    else (holder as Node)[path.at(-1) ?? ''] = structuredClone(to);
  }
  return JSON.parse(JSON.stringify(document)) as Node;
}

const VALUES = [
  GONE,
  null,
  '',
  'text',
  'act',
  '0m',
  '90m',
  'use1-az1',
  'app/web/1',
  -1,
  0,
  0.5,
  1,
  2,
  7.5,
  29,
  30,
  45.5,
  180,
  181,
  1e300,
  true,
  false,
];
const aPlace = fc.oneof(
  fc.constantFrom(...PLACES),
  fc.tuple(fc.constantFrom(...PLACES), fc.string()).map(([path, key]) => [...path, key]),
);
const aValue = fc.oneof(
  fc.constantFrom<unknown>(...VALUES),
  fc.constantFrom<unknown>([], {}, ['a'], [{}], { a: 1 }),
  fc.jsonValue(),
);
const aDocument = fc.array(fc.record({ path: aPlace, to: aValue }), { maxLength: 3 }).map(changed);

describe('the shape of the configuration', () => {
  it('is what the schema makes of it today (npm run schema)', () => {
    expect(shape).toEqual(JSON.parse(JSON.stringify(shapeOf(configurationSchema))));
  });

  it('reads a document with every kind of member as the schema does', () => {
    expect(parsed(WHOLE)).not.toBe(MISFIT);
    expect(fill(shape, WHOLE)).toEqual(parsed(WHOLE));
  });

  it('fills in every default', () => {
    const { application, zones } = aConfiguration();
    expect(fill(shape, { application, zones })).toEqual(parsed({ application, zones }));
  });

  it('reads any document as the schema does, and none that the schema refuses', () => {
    fc.assert(
      fc.property(aDocument, (document) => {
        expect(fill(shape, document)).toEqual(parsed(document));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['half of what is whole', '{"outlier":{"leastBad":10.5}}'],
    ['a number without end', '{"outlier":{"ratio":1e999}}'],
    ['a key that is no member', '{"subnets":{"__proto__":"use1-az1"}}'],
    ['a key that every object has', '{"constructor":{}}'],
    ['a list in place of an object', '{"outlier":[]}'],
    ['more of a text than its pattern', '{"application":"a\\n"}'],
  ])('leaves to the schema: %s', (_what, text) => {
    expect(fill(shape, { ...aConfiguration(), ...JSON.parse(text) })).toBe(MISFIT);
  });
});

describe('a schema as a shape', () => {
  it.each([
    ['a transformation', z.pipe(z.string(), z.transform(Number)), 'of type pipe'],
    ['a check of its own', z.string().check(z.refine(() => false)), 'the check custom of a text'],
    ['two patterns', z.string().check(z.regex(/a/), z.regex(/b/)), 'one pattern'],
    ['a pattern with flags', z.string().check(z.regex(/a/i)), 'the check string_format of a text'],
    ['unknown members', z.object({}), 'unknown members'],
    ['a check of an object', z.strictObject({}).check(z.refine(() => false)), 'the checks of a schema of type object'],
    ['a limit of a list', z.array(z.string()).check(z.maxLength(2)), 'the check max_length of a list'],
    ['a multiple', z.number().check(z.multipleOf(2)), 'the check multiple_of of a number'],
  ])('is refused for %s', (_what, schema, message) => {
    expect(() => shapeOf(schema)).toThrow(message);
  });
});

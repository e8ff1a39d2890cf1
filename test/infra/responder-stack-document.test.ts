import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { stackNameOf } from '../../infra/configuration-file.ts';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../infra/responder-stack.ts';
import { DEFAULT_THRESHOLDS } from '../../infra/zonal-impact-alarms/thresholds.ts';
import { configurationSchema } from '../../shared/configuration/configuration-schema.ts';
import { anApp, documentOf } from './stacks.ts';

const example = JSON.parse(
  readFileSync(resolve(__dirname, '../../gray-failure.config.example.json'), 'utf8'),
) as ConfigurationDocument;
const [first, second] = example.zones as [object, object];

/** What `cdk deploy` says of a file with this in it. */
function refusalOf(document: unknown): string {
  const code = () => () => Code.fromInline('// not built');
  try {
    new ResponderStack(anApp(), 'App', { configuration: document as ConfigurationDocument, code });
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'accepted';
}

describe('the stack of a document', () => {
  it('accepts the base of the other tests', () => {
    expect(refusalOf(example)).toBe('accepted');
  });

  it('leaves out of what it deploys what only editors and the alarms read', () => {
    const code = () => () => Code.fromInline('// not built');
    const configuration = {
      ...example,
      $schema: './gray-failure.config.schema.json',
      alarmThresholds: { leastRequests: 20 },
    };
    const deployed = documentOf(Template.fromStack(new ResponderStack(anApp(), 'App', { configuration, code })));
    expect(deployed).toMatchObject({ application: 'wildrydes' });
    expect(deployed).not.toHaveProperty('$schema');
    expect(deployed).not.toHaveProperty('alarmThresholds');
  });

  it('has the same thresholds by default as the alarms', () => {
    const { alarmThresholds } = configurationSchema.parse({ ...example, alarmThresholds: {} });
    expect(DEFAULT_THRESHOLDS).toMatchObject(alarmThresholds ?? {});
    expect(Object.keys(alarmThresholds ?? {})).toHaveLength(2);
  });

  it('makes alarms that ring after one minute only for what the responder acts on after one minute', () => {
    const code = () => () => Code.fromInline('// not built');
    const zones = example.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName }));
    const largest = (outlier: object) => {
      const configuration = { ...example, zones, regionalAlarms: [], outlier } as ConfigurationDocument;
      const stack = new ResponderStack(anApp(), 'App', { configuration, code });
      const alarms = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
      const large = alarms.filter(({ Properties }) => Properties.AlarmName?.endsWith('-large-failure'));
      return [...new Set(large.map(({ Properties }) => Properties.Threshold))];
    };
    expect(largest({})).toEqual([18]);
    expect(largest({ overwhelmingShare: 0.5 })).toEqual([50]);
  });

  it.each<[string, object, string]>([
    ['a name', { name: 'my-name' }, 'the document: unknown key "name"; accepted: application, mode'],
    ['a VPC', { vpc: 'v' }, 'unknown key "vpc"'],
    ['a timeout', { timeout: 60 }, 'unknown key "timeout"'],
    ['code', { code: 'index.mjs' }, 'unknown key "code"'],
    ['a retention', { logRetention: 7 }, 'unknown key "logRetention"'],
    [
      'a threshold of the alarms that is 0',
      { alarmThresholds: { leastRequests: 0 } },
      'alarmThresholds.leastRequests: 0 is not accepted; accepted: a whole number, at least 1',
    ],
    ['another threshold', { alarmThresholds: { slowPercent: 2 } }, 'alarmThresholds: unknown key "slowPercent"'],
    ['an alarm that is null', { zones: [{ ...first, impactAlarm: null }, second] }, 'zones[0].impactAlarm: null'],
    ['an alarm that is an object', { zones: [{ ...first, recoveryAlarm: {} }, second] }, 'zones[0].recoveryAlarm: {}'],
    ['a regional alarm that is an object', { regionalAlarms: [{}] }, 'regionalAlarms[0]: {}'],
    ['a resource that is an object', { resources: [{}] }, 'resources[0]: {}'],
    ['a group whose name is a number', { autoScalingGroups: [{ name: 7 }] }, 'autoScalingGroups[0].name: 7'],
    ['notices that are null', { notify: null }, 'notify: null'],
    ['a zone that is null', { zones: [null, second] }, 'zones[0]: null'],
    [
      'an alarm by its ARN, as the function does',
      { regionalAlarms: ['arn:aws:cloudwatch:us-east-1:111122223333:alarm:all'] },
      'accepted: the name of an alarm, not an ARN',
    ],
  ])('refuses %s, and says where', (_, different, why) => {
    const refusal = refusalOf({ ...example, ...different });
    expect(refusal).toMatch(/^Error: App\/Responder: the configuration has 1 problem:/);
    expect(refusal).toContain(why);
  });

  it.each<[unknown]>([[null], [[]], ['orders'], [7]])('refuses %j, which is not a document', (document) => {
    expect(refusalOf(document)).toContain(
      `Error: App/Responder: the configuration has 1 problem:\n- the document: ${JSON.stringify(document)}`,
    );
    expect(stackNameOf(document as ConfigurationDocument)).toBe('gray-failure-responder-undefined');
  });

  it('also reports problems with the alarms', () => {
    const zones = [{ ...first, impactAlarm: 'use1-az6-isolated-impact' }, second];
    const refusal = refusalOf({ ...example, zones, name: 'my-name' });
    expect(refusal).toContain('unknown key "name"');
    expect(refusal).toContain('names use1-az6, which is not configured');
  });
});

describe('an application with a long name', () => {
  it('is accepted with 34 characters', () => {
    expect(refusalOf({ ...example, application: 'a'.repeat(34) })).toBe('accepted');
  });

  it('is refused with more', () => {
    expect(refusalOf({ ...example, application: 'a'.repeat(35) })).toContain(
      `App/Responder: the configuration has 1 problem:\n- application: "${'a'.repeat(35)}" is too long for the name gray-failure-responder-APPLICATION; accepted: 1 to 34 characters`,
    );
  });
});

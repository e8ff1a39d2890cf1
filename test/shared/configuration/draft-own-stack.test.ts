import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { ConfigurationDocument } from '../../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../../infra/responder-stack.ts';
import { ZonalImpactAlarms } from '../../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import { readAlarmMakers } from '../../../shared/aws/discovery/alarm-makers.ts';
import { discover } from '../../../shared/aws/discovery/discover.ts';
import { readTopicMakers } from '../../../shared/aws/discovery/topic-makers.ts';
import { type Draft, draftConfiguration } from '../../../shared/configuration/draft/draft-configuration.ts';
import { namedAsByStack } from '../../../shared/configuration/stack-alarms.ts';
import { topicsNamedAsByStack } from '../../../shared/configuration/stack-topic.ts';
import { inProcessRequestHandler } from '../../../simulator/http/in-process.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../../simulator/region/region-spec.ts';
import {
  type AlarmSpec,
  alarmsOfTemplate,
  type Template as TemplateJson,
} from '../../../simulator/region/template-alarms/template-alarms.ts';
import { anApp } from '../../infra/stacks.ts';

const IDENTITY = { region: 'us-east-1', account: '111122223333' };
const BASE = defaultRegionSpec({ seed: 1, startsAt: new Date('2026-11-24T03:00:00.000Z'), isStill: true });
const call = { abortSignal: new AbortController().signal };
const code = () => () => Code.fromInline('// not built');

interface Account {
  readonly alarms?: readonly AlarmSpec[];
  readonly topics?: readonly string[];
  readonly chosen?: string;
  readonly change?: (region: Region) => void;
}

/** What `init` drafts of wildrydes in an account with these alarms and topics. */
async function draftOf({ alarms = [], topics = BASE.topics, chosen, change }: Account): Promise<Draft> {
  const region = new Region({ ...BASE, alarms, topics });
  change?.(region);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = { region: 'us-east-1', credentials, requestHandler: inProcessRequestHandler(region), maxAttempts: 1 };
  const account = await discover(client, call);
  const application = 'wildrydes';
  const madeBy = await readAlarmMakers(client, call, namedAsByStack(account, application));
  const topicsMadeBy = await readTopicMakers(client, call, topicsNamedAsByStack(account));
  const usualHours = { known: true, value: {} } as const;
  const topicArn = chosen === undefined ? null : `arn:aws:sns:us-east-1:111122223333:${chosen}`;
  const wanted = { tag: { key: 'app', value: application }, loadBalancers: [] };
  return draftConfiguration(account, { application, wanted, topicArn, usualHours, madeBy, topicsMadeBy });
}

/** The zonal alarms that CloudFormation creates for a stack of this name. */
function deployed(stack: Stack, stackName: string): AlarmSpec[] {
  const { Resources, ...template } = Template.fromStack(stack).toJSON() as TemplateJson;
  const zonal = Object.fromEntries(Object.entries(Resources).filter(([id]) => /^(Alarms|ZoneIds)/.test(id)));
  return alarmsOfTemplate(
    { ...template, Resources: zonal },
    { identity: IDENTITY, zones: BASE.zones, parameters: {}, stackName },
  );
}

const stackOf = (configuration: ConfigurationDocument) => new ResponderStack(anApp(), 'Any', { configuration, code });
const namesOf = (alarms: readonly AlarmSpec[]) => alarms.map(({ input }) => input.AlarmName).sort();

/** The topic that CloudFormation creates for a stack of this name: it ends a name that it makes in random letters. */
function topicOf(stack: Stack, stackName: string) {
  const [[logicalId, { Properties }] = ['', { Properties: {} }]] = Object.entries(
    Template.fromStack(stack).findResources('AWS::SNS::Topic'),
  );
  const name = `${stackName}-${logicalId}-x9Y8z7W6v5U4`;
  const sent: { Key: string; Value: unknown }[] = Properties.Tags ?? [];
  const Tags = sent.map(({ Key, Value }) => ({ Key, Value: typeof Value === 'string' ? Value : stackName }));
  const input = { ResourceArn: `arn:aws:sns:us-east-1:111122223333:${name}`, Tags };
  return { name, tag: (region: Region) => void region.call({ service: 'sns', operation: 'TagResource', input }) };
}

/** The alarms that somebody's own stack makes with the construct, under the names of the responder's stack. */
function ofOwnConstruct(): AlarmSpec[] {
  const stack = new Stack(anApp(), 'Theirs', { env: IDENTITY });
  const loadBalancers = BASE.loadBalancers.map(({ name, id }) => ({
    loadBalancer: `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/${name}/${id}`,
  }));
  new ZonalImpactAlarms(stack, 'Alarms', { application: 'wildrydes', qualifier: 'wildrydes', zones: BASE.zones, loadBalancers });
  return deployed(stack, 'network');
}

describe('the draft after a deployment of the stack that made the alarms', () => {
  it.each(['gray-failure-responder-wildrydes', 'zonal-evacuation'])(
    'leaves them to stack %s, so that the next deployment deletes none',
    async (stackName) => {
      const first = await draftOf({ alarms: [] });
      const made = deployed(stackOf(first.document), stackName);
      const again = await draftOf({ alarms: made });
      expect(again.document).toEqual(first.document);
      expect(again.leftTo.alarms).toBe(stackName);
      expect(namesOf(deployed(stackOf(again.document), stackName))).toEqual(namesOf(made));
    },
  );

  it('says nothing of alarms that are missing', async () => {
    const first = await draftOf({ alarms: [] });
    const { notes } = await draftOf({ alarms: deployed(stackOf(first.document), 'any') });
    expect(first.notes.join()).toContain('no impact alarm for any zone');
    expect(notes.join('\n')).not.toMatch(/impact alarm|regional alarm|more than one/);
  });

  it('names what somebody else has made beside them: no zone, but a regional alarm', async () => {
    const first = await draftOf({ alarms: [] });
    const others: AlarmSpec[] = ['use1-az1-of-wildrydes', 'regional-of-wildrydes'].map((AlarmName) => ({
      kind: 'composite',
      input: { AlarmName, AlarmRule: 'FALSE' },
    }));
    const made = deployed(stackOf(first.document), 'any');
    const { document } = await draftOf({ alarms: [...made, ...others] });
    expect(document.zones).toEqual(first.document.zones);
    expect(document.regionalAlarms).toEqual(['regional-of-wildrydes']);
    expect(namesOf(deployed(stackOf(document), 'any'))).toEqual(namesOf(made));
  });

  it("names the alarms of somebody's own stack that have the same names, and says what to look at", async () => {
    const { document, notes, leftTo } = await draftOf({ alarms: ofOwnConstruct() });
    expect(document.zones[0]).toHaveProperty('impactAlarm', 'use1-az1-wildrydes-isolated-impact');
    expect(leftTo.alarms).toBeNull();
    const note = notes.find((one) => one.includes('describe-stack-resources'));
    expect(note).toContain('bear no tag of it');
    expect(note).toContain('--physical-resource-id use1-az1-wildrydes-isolated-impact');
  });

  it('names them where their tags cannot be read, and says why and what to look at', async () => {
    const first = await draftOf({ alarms: [] });
    const { document, notes } = await draftOf({
      alarms: deployed(stackOf(first.document), 'any'),
      change: ({ awsFaults }) => awsFaults.add({ kind: 'access-denied', operation: 'ListTagsForResource' }),
    });
    expect(document.zones[0]).toHaveProperty('impactAlarm', 'use1-az1-wildrydes-isolated-impact');
    const note = notes.find((one) => one.includes('describe-stack-resources'));
    expect(note).toContain('could not be read (reading the tags of use1-az1-wildrydes-isolated-impact: AccessDenied');
  });

  it('reads no tags where no alarm has the name of one of the stack', async () => {
    const calls: string[] = [];
    await draftOf({ alarms: BASE.alarms, change: (region) => region.onCall(({ operation }) => calls.push(operation)) });
    expect(calls).toContain('DescribeAlarms');
    expect(calls).not.toContain('ListTagsForResource');
  });
});

describe('the draft after a deployment of the stack that made the topic', () => {
  const first = () => draftOf({ topics: [] });

  it.each([
    ['alone', []],
    ['beside another', ['on-call']],
  ])('leaves it to the stack, %s, so that the next deployment does not delete it', async (_, others) => {
    const { document } = await first();
    const topic = topicOf(stackOf(document), 'zonal-evacuation');
    const again = await draftOf({ topics: [topic.name, ...others], change: topic.tag });
    expect(again.document).toEqual(document);
    expect(again.leftTo.topic).toBe('zonal-evacuation');
    expect(again.notes.join()).not.toContain('topic');
    expect(topicOf(stackOf(again.document), 'zonal-evacuation').name).toBe(topic.name);
  });

  it('leaves it to the stack if somebody chooses it, and names another that somebody chooses', async () => {
    const topic = topicOf(stackOf((await first()).document), 'any');
    const topics = [topic.name, 'on-call'];
    const own = await draftOf({ topics, change: topic.tag, chosen: topic.name });
    expect([own.document.notify, own.leftTo.topic]).toEqual([undefined, 'any']);
    const other = await draftOf({ topics, change: topic.tag, chosen: 'on-call' });
    expect([other.document.notify, other.leftTo.topic]).toEqual([
      { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call' },
      null,
    ]);
  });

  it.each<[string, Account['change'], string]>([
    ['that bears no tag', undefined, 'it bears no tag of one'],
    [
      'whose tags cannot be read',
      ({ awsFaults }) => awsFaults.add({ kind: 'access-denied', operation: 'ListTagsForResource' }),
      'its tags could not be read (reading the tags of arn:aws:sns:',
    ],
  ])('names one %s, and says what to look at', async (_, change, why) => {
    const { name } = topicOf(stackOf((await first()).document), 'any');
    const { document, notes } = await draftOf({ topics: [name], change: (region) => change?.(region) });
    expect(document.notify?.topicArn).toContain(name);
    expect(notes.find((one) => one.includes('describe-stack-resources'))).toContain(why);
  });

  it("names the topic of another application's stack, which keeps it", async () => {
    const document = { ...(await first()).document, application: 'orders' };
    const topic = topicOf(stackOf(document), 'orders');
    const { document: drafted, notes } = await draftOf({ topics: [topic.name], change: topic.tag });
    expect(drafted.notify?.topicArn).toContain(topic.name);
    expect(notes.join()).not.toContain('describe-stack-resources');
  });
});

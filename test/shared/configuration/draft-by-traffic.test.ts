import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { ResponderStack } from '../../../infra/responder-stack.ts';
import { discover } from '../../../shared/aws/discovery/discover.ts';
import { readUsualHours } from '../../../shared/aws/discovery/usual-hours.ts';
import { type Draft, draftConfiguration, tailOf } from '../../../shared/configuration/draft/draft-configuration.ts';
import { inProcessRequestHandler } from '../../../simulator/http/in-process.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../../simulator/region/region-spec.ts';
import { anApp } from '../../infra/stacks.ts';

const STARTS_AT = new Date('2026-11-24T03:00:00.000Z');
const ZONES = 3;

interface Difference extends Partial<RegionSpec> {
  /** Of each zone. */
  readonly web?: number;
  readonly api?: number;
  readonly zoneShares?: Readonly<Record<string, number>>;
}

/** What `init` drafts from an hour of metrics in which each zone had so many requests a minute. */
async function draftOf({ web = 0, api = 0, zoneShares = {}, ...spec }: Difference): Promise<Draft> {
  const base = defaultRegionSpec({ seed: 1, startsAt: STARTS_AT });
  const steady = ({ dailyCurve: _none, ...one }: RegionSpec['traffic'][number]) => ({
    ...one,
    requestsPerSecond: ((one.loadBalancer === 'web' ? web : api) * ZONES) / 60,
    zoneShares,
  });
  const traffic = base.traffic.map(steady).filter(({ requestsPerSecond }) => requestsPerSecond > 0);
  const region = new Region({ ...base, alarms: [], pastMinutes: 0, ...spec, traffic });
  region.advanceTo(STARTS_AT.getTime() + 3_600_000);
  const client = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: inProcessRequestHandler(region),
    maxAttempts: 1,
  };
  const call = { abortSignal: new AbortController().signal };
  const account = await discover(client, call);
  const loadBalancers = account.loadBalancers.map(({ arn, zoneNames }) => ({ tail: tailOf(arn), zoneNames }));
  const value = await readUsualHours(client, call, { loadBalancers, now: region.clock.now });
  const wanted = { tag: { key: 'app', value: 'wildrydes' }, loadBalancers: [] };
  const none = { known: true, value: {} } as const;
  const options = {
    application: 'wildrydes',
    wanted,
    topicArn: null,
    usualHours: { known: true, value } as const,
    madeBy: none,
    topicsMadeBy: none,
  };
  return draftConfiguration(account, options);
}

const WHY = '(docs/alarms.md#small-applications)';

describe("the alarms' thresholds in the draft", () => {
  it.each([
    [50, { leastRequests: 20, outlierLeastBad: 3 }],
    [150, { leastRequests: 20, outlierLeastBad: 5 }],
    [500, undefined],
    [2000, undefined],
  ])('fit %i requests a minute in each zone, and it says why', async (web, alarmThresholds) => {
    const { document, choices } = await draftOf({ web });
    expect(document.alarmThresholds).toEqual(alarmThresholds);
    const { leastRequests, outlierLeastBad } = alarmThresholds ?? { leastRequests: 100, outlierLeastBad: 10 };
    const thresholds = `leastRequests ${leastRequests}, outlierLeastBad ${outlierLeastBad}`;
    const chosen =
      alarmThresholds === undefined ? `the alarms' default thresholds fit (${thresholds})` : `alarmThresholds: ${thresholds}`;
    const [, zoneId = '', requests] =
      /: the quietest zone of web, (\S+), had (\d+) requests a minute/.exec(choices[0] ?? '') ?? [];
    expect(choices).toEqual([
      `${chosen}: the quietest zone of web, ${zoneId}, had ${requests} requests a minute (the median of the last day) ${WHY}`,
    ]);
    expect(Math.abs(Number(requests) / web - 1)).toBeLessThan(0.1);
  });

  it('are the defaults for an application without traffic, and it says so', async () => {
    const { document, choices } = await draftOf({});
    expect(document.alarmThresholds).toBeUndefined();
    expect(choices).toEqual([
      'the alarms keep the default thresholds: no zone had requests in the last day (for fewer than 300 a minute: docs/alarms.md#small-applications)',
    ]);
  });

  it('fit the quietest zone', async () => {
    const { document, choices } = await draftOf({ web: 500, zoneShares: { 'use1-az2': 0.1 } });
    expect(document.alarmThresholds).toEqual({ leastRequests: 20, outlierLeastBad: 3 });
    expect(choices[0]).toContain('the quietest zone of web, use1-az2, had 7');
  });

  it('fit the load balancer with the most requests, and it says which one the alarms cannot hear', async () => {
    const { document, choices } = await draftOf({ web: 5, api: 600 });
    expect(document.alarmThresholds).toBeUndefined();
    expect(choices[0]).toContain('the quietest zone of api');
    expect(choices[1]).toMatch(
      /^the quietest zone of web, use1-az\d, had \d\.\d requests a minute .*: too few for these alarms; a canary of the zone tells more$/,
    );
    expect(choices).toHaveLength(2);
  });

  it('are not chosen for alarms that exist, but said', async () => {
    const { alarms } = defaultRegionSpec({ seed: 1, startsAt: STARTS_AT });
    const { document, choices } = await draftOf({ web: 50, alarms });
    expect(document.zones[0]).toHaveProperty('impactAlarm');
    expect(document.alarmThresholds).toBeUndefined();
    expect(choices[0]).toMatch(
      /^the zones' alarms exist and stay as they are; for ZonalImpactAlarms, "thresholds" should be leastRequests 20, outlierLeastBad 3: /,
    );
  });

  it('reach the alarms that the stack makes', async () => {
    const expressionsOf = async (web: number) => {
      const { document } = await draftOf({ web });
      const code = () => () => Code.fromInline('// not built');
      const template = Template.fromStack(new ResponderStack(anApp(), 'App', { configuration: document, code }));
      const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
      const outlier = alarms.find(({ Properties }) => Properties.AlarmName?.endsWith('web-availability-outlier'));
      return JSON.stringify(outlier?.Properties.Metrics);
    };
    const [few, many] = [await expressionsOf(50), await expressionsOf(500)];
    expect([few.includes('bad>=3'), few.includes('>=20')]).toEqual([true, true]);
    expect([many.includes('bad>=10'), many.includes('>=100')]).toEqual([true, true]);
  });
});

import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import { API, aConfiguration, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';

/** Every problem of a configuration; an empty list when it is accepted. */
function problemsOf(source: string): readonly string[] {
  try {
    parseConfiguration(source);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}
const problemsWith = (overrides: Record<string, unknown>) => problemsOf(JSON.stringify(aConfiguration(overrides)));

const SIGNAL = { kind: 'application-load-balancer', loadBalancer: 'app/web/50dc6c495c0c9188' };
const ELSEWHERE = 'arn:aws:sns:eu-west-1:111122223333:on-call';

describe('a value that is not accepted', () => {
  const refused: [overrides: Record<string, unknown>, offending: string, accepted: string][] = [
    [{ application: undefined }, 'application: missing', '1 to 40 characters'],
    [{ application: 'wild rydes' }, 'application: "wild rydes"', 'letters, digits'],
    [{ mode: 'acting' }, 'mode: "acting"', 'observe, approve, act'],
    [{ paused: 'no' }, 'paused: "no"', 'true, false'],
    [{ pausd: true }, 'unknown key "pausd"', 'application, mode, paused, restore, zones'],
    [{ zones: undefined }, 'zones: missing', 'a list of 2 or more zones'],
    [{ zones: 'x' }, 'zones: "x"', 'a list of 2 or more zones'],
    [{ zones: [ZONE_1] }, 'zones: [{"zoneId":"use1-az1"', 'a list of 2 or more zones'],
    [{ zones: [ZONE_1, { ...ZONE_2, az: 1 }] }, 'zones[1]: unknown key "az"', 'zoneId, zoneName, impactAlarm, recoveryAlarm'],
    [{ zones: [ZONE_1, null] }, 'zones[1]: null', 'an object'],
    [{ zones: [ZONE_1, { ...ZONE_2, zoneId: 'us-east-1b' }] }, 'zones[1].zoneId: "us-east-1b"', 'an AZ ID such as use1-az1'],
    [{ zones: [ZONE_1, { ...ZONE_2, zoneName: 'use1-az2' }] }, 'zones[1].zoneName: "use1-az2"', 'an AZ name such as us-east-1a'],
    [{ zones: [ZONE_1, { ...ZONE_2, impactAlarm: '' }] }, 'zones[1].impactAlarm: ""', 'the name of an alarm'],
    [
      { contributorAlarm: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:x' },
      'contributorAlarm: "arn:',
      'the name of an alarm',
    ],
    [{ regionalAlarms: 'x' }, 'regionalAlarms: "x"', 'a list of alarm names'],
    [{ regionalAlarms: [7] }, 'regionalAlarms[0]: 7', 'the name of an alarm'],
    [{ resources: WEB }, 'resources: "arn:aws:elasticloadbalancing', 'a list of ARNs'],
    [{ resources: ['arn:aws:s3:::bucket'] }, 'resources[0]: "arn:aws:s3:::bucket"', 'Application or Network Load Balancer'],
    [{ autoScalingGroups: 5 }, 'autoScalingGroups: 5', 'a list of { name, capacityStep }'],
    [{ autoScalingGroups: [{ name: '' }] }, 'autoScalingGroups[0].name: ""', 'the name of an Auto Scaling group'],
    [{ autoScalingGroups: [{ name: 'w', capacityStep: 'x' }] }, 'capacityStep: "x"', 'remove-subnets, zonal-shift, none'],
    [{ autoScalingGroups: [{ name: 'w', step: 'x' }] }, 'autoScalingGroups[0]: unknown key "step"', 'name, capacityStep'],
    [{ autoScalingGroups: { tag: { key: 'a' } } }, 'autoScalingGroups.tag.value: missing', 'a tag value'],
    [{ subnets: { 'subnet-1': 'us-east-1a' } }, 'subnets.subnet-1: "us-east-1a"', 'an AZ ID such as use1-az1'],
    [{ subnets: { web: 'use1-az1' } }, '"web"', 'a subnet ID as the key'],
    [{ subnets: [] }, 'subnets: []', 'an object: subnet ID to AZ ID'],
    [{ signals: {} }, 'signals: {}', 'a list of signals'],
    [{ signals: [{ ...SIGNAL, kind: 'nlb' }] }, 'signals[0].kind: "nlb"', 'application-load-balancer'],
    [{ signals: [{ ...SIGNAL, loadBalancer: 'web' }] }, 'signals[0].loadBalancer: "web"', 'app/NAME/ID'],
    [{ signals: [{ ...SIGNAL, latencyThresholdSeconds: 0 }] }, 'latencyThresholdSeconds: 0', 'seconds, above 0'],
    [
      { signals: [{ ...SIGNAL, threshold: 1 }] },
      'signals[0]: unknown key "threshold"',
      'kind, loadBalancer, targetGroups, latencyThresholdSeconds',
    ],
    [{ zonalShift: { expiresIn: '8 hours' } }, 'zonalShift.expiresIn: "8 hours"', 'such as 90m or 8h'],
    [{ zonalShift: { expiresIn: '0h' } }, 'zonalShift.expiresIn: "0h"', 'such as 90m or 8h'],
    [{ capacity: { minimumZones: 0 } }, 'capacity.minimumZones: 0', 'at least 1'],
    [{ capacity: { minimumHealthyShare: 1.1 } }, 'capacity.minimumHealthyShare: 1.1', 'a share from 0 to 1'],
    [{ capacity: { drain: '8 minutes' } }, 'capacity.drain: "8 minutes"', 'minutes or hours, such as 8m; 0m: not at all'],
    [{ capacity: { drain: '8h' } }, 'capacity.drain: "8h"', 'less than zonalShift.expiresIn (8h)'],
    [{ capacity: { minimumHealthyShare: -0.1 } }, 'capacity.minimumHealthyShare: -0.1', 'a share from 0 to 1'],
    [{ limits: { judgeAgainMinutes: -1 } }, 'limits.judgeAgainMinutes: -1', 'whole minutes, at least 0'],
    [{ limits: { maximumEventAgeMinutes: 0.5 } }, 'limits.maximumEventAgeMinutes: 0.5', 'whole minutes'],
    [{ restore: 'sometimes' }, 'restore: "sometimes"', 'manual, automatic'],
    [{ limits: { soakMinutes: 0 } }, 'limits.soakMinutes: 0', 'whole minutes, at least 1'],
    [{ limits: { maximumReRemovals: -1 } }, 'limits.maximumReRemovals: -1', 'a whole number, at least 0'],
    [{ limits: { yieldToAutoshift: 'yes' } }, 'limits.yieldToAutoshift: "yes"', 'true, false'],
    [{ limits: { otherApplications: 'x' } }, 'limits.otherApplications: "x"', 'hold, ignore'],
    [{ notify: { topicArn: 'on-call' } }, 'notify.topicArn: "on-call"', 'the ARN of an SNS topic'],
    [{ notify: null }, 'notify: null', 'an object'],
  ];

  it.each(refused)('is named with what is accepted: %j', (overrides, offending, accepted) => {
    const problems = problemsWith(overrides);
    expect(problems.join('\n')).toContain(offending);
    expect(problems.join('\n')).toContain(accepted);
  });

  it.each(refused)('is one problem, told once: %j', (overrides) => {
    expect(problemsWith(overrides)).toHaveLength(1);
  });
});

describe('values that do not go together', () => {
  const refused: [overrides: Record<string, unknown>, offending: string, accepted: string][] = [
    [{ resources: [], autoScalingGroups: [] }, 'both are empty', 'at least one resource or one group'],
    [{ zones: [ZONE_1, { ...ZONE_2, zoneId: 'use1-az1' }] }, 'zones[].zoneId: "use1-az1"', 'each once'],
    [{ zones: [ZONE_1, { ...ZONE_2, zoneName: 'us-east-1a' }] }, 'zones[].zoneName: "us-east-1a"', 'each once'],
    [{ contributorAlarm: 'all' }, 'zones: use1-az1 names an impactAlarm beside contributorAlarm', 'either'],
    [{ zones: [ZONE_1, { ...ZONE_2, recoveryAlarm: 'all' }], contributorAlarm: 'all' }, 'alarm names: "all"', 'each once'],
    [{ regionalAlarms: ['use1-az1-isolated-impact'] }, 'alarm names: "use1-az1-isolated-impact"', 'each once'],
    [{ resources: [WEB, API, WEB] }, `resources: "${WEB}"`, 'each once'],
    [{ autoScalingGroups: [{ name: 'w' }, { name: 'w' }] }, 'autoScalingGroups[].name: "w"', 'each once'],
    [{ zones: [ZONE_1, { zoneId: 'euw1-az1', zoneName: 'eu-west-1a' }] }, '"eu-west-1a" is not in us-east-1', 'one Region'],
    [{ resources: [WEB, API.replace('111122223333', '444455556666')] }, ':444455556666:', 'us-east-1, 111122223333'],
    [{ notify: { topicArn: ELSEWHERE } }, ELSEWHERE, 'us-east-1, 111122223333'],
    [{ capacity: { minimumZones: 3 } }, 'capacity.minimumZones: 3 of 3 zones', '1 to 2'],
    [{ subnets: { 'subnet-1': 'use1-az9' } }, 'subnets.subnet-1: "use1-az9"', 'use1-az1, use1-az2, use1-az4'],
    [{ zonalShift: { expiresIn: '73h', maximumDuration: '80h' } }, 'zonalShift.expiresIn: "73h"', '1m to 72h'],
    [{ zonalShift: { renewBefore: '480m' } }, 'zonalShift.renewBefore: "480m"', 'less than expiresIn (8h)'],
    [{ zonalShift: { maximumDuration: '479m' } }, 'zonalShift.maximumDuration: "479m"', 'at least expiresIn (8h)'],
  ];

  it.each(refused)('are named with what is accepted: %j', (overrides, offending, accepted) => {
    const [problem = '', ...others] = problemsWith(overrides);
    expect(problem).toContain(offending);
    expect(problem).toContain(accepted);
    expect(others).toEqual([]);
  });

  it('name every zone without a recovery alarm, where restores are to be automatic', () => {
    const zones = [{ ...ZONE_1, recoveryAlarm: 'canary' }, ZONE_2];
    expect(problemsWith({ restore: 'automatic', zones })).toEqual([
      'zones: use1-az2 has no recoveryAlarm; accepted with "restore": "automatic": one for every zone',
    ]);
  });

  it.each([
    [{ zonalShift: { expiresIn: '72h', renewBefore: '71h' } }],
    [{ zonalShift: { expiresIn: '4320m' } }],
    [{ capacity: { minimumZones: 2 } }],
  ])('are accepted at the limit: %j', (overrides) => {
    expect(problemsWith(overrides)).toEqual([]);
  });

  it('are all told at once', () => {
    const problems = problemsWith({ resources: [WEB, WEB], capacity: { minimumZones: 3 }, zonalShift: { renewBefore: '9h' } });
    expect(problems).toHaveLength(3);
  });
});

describe('a document that is no configuration', () => {
  it.each(['', '{', 'application: wildrydes'])('is refused when it is not JSON: %j', (source) => {
    expect(problemsOf(source)).toEqual([expect.stringContaining('the document is not JSON')]);
  });

  it.each(['[]', 'null', '"x"', '7'])('is refused when it is not an object: %s', (source) => {
    expect(problemsOf(source)).toEqual([`the document: ${source} is not accepted; accepted: an object`]);
  });

  it('tells every problem in one message, one a line', () => {
    const source = JSON.stringify(aConfiguration({ mode: 'acting', paused: 'no' }));
    const message = `the configuration has 2 problems:\n- mode: "acting" is not accepted; accepted: observe, approve, act\n- paused: "no" is not accepted; accepted: true, false`;
    expect(() => parseConfiguration(source)).toThrow(message);
  });
});

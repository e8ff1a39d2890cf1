import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../infra/responder-stack.ts';
import { anApp } from './stacks.ts';

const example = JSON.parse(
  readFileSync(resolve(__dirname, '../../gray-failure.config.example.json'), 'utf8'),
) as ConfigurationDocument;
const code = () => () => Code.fromInline('// not built');
const bare = example.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName })) as ConfigurationDocument['zones'];

/** The stack of the example with these zones. */
const stackWith = (zones: ConfigurationDocument['zones'], notify = example.notify) =>
  new ResponderStack(anApp(), 'App', { configuration: { ...example, zones, regionalAlarms: [], notify }, code });

const warned = (stack: ResponderStack) =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.stringLikeRegexp('deploying this deletes it'))
    .map(({ entry }) => String(entry.data));

describe('what the stack has made', () => {
  it('bears its name where a configuration could name it', () => {
    const stack = stackWith(bare);
    const tagged = Object.values(Template.fromStack(stack).toJSON().Resources as Record<string, { Properties?: Tagged }>)
      .filter(({ Properties }) => JSON.stringify(Properties?.Tags ?? []).includes('gray-failure-responder:stack'))
      .map(({ Properties }) => [Properties?.AlarmName, Properties?.Tags]);
    const tags = [
      { Key: 'gray-failure-responder:application', Value: 'wildrydes' },
      { Key: 'gray-failure-responder:stack', Value: { Ref: 'AWS::StackName' } },
    ];
    expect(tagged.sort()).toEqual([
      ['use1-az1-wildrydes-isolated-impact', tags],
      ['use1-az2-wildrydes-isolated-impact', tags],
      ['use1-az4-wildrydes-isolated-impact', tags],
      ['wildrydes-regional-impact', tags],
    ]);
  });

  it('is not to be named, and the synthesis warns of that', () => {
    const own = bare.map((zone) => ({ ...zone, impactAlarm: `${zone.zoneId}-wildrydes-isolated-impact` }));
    const [warning, ...others] = warned(stackWith(own));
    expect(warning).toContain(
      'use1-az1-wildrydes-isolated-impact, use1-az2-wildrydes-isolated-impact, use1-az4-wildrydes-isolated-impact',
    );
    expect(others).toEqual([]);
  });

  it('may be a topic, of which the synthesis warns, too', () => {
    const name = 'shop-ResponderNoticesTopic1A2B3C4D-x9Y8z7W6v5U4';
    const warnings = warned(stackWith(bare, { topicArn: `arn:aws:sns:us-east-1:111122223333:${name}` }));
    expect(warnings).toEqual([expect.stringContaining(name)]);
  });

  it.each([
    ['no alarm is named', bare],
    ['others are named', example.zones],
  ])('gives no warning where %s', (_, zones) => {
    expect(warned(stackWith(zones))).toEqual([]);
  });
});

interface Tagged {
  readonly AlarmName?: string;
  readonly Tags?: readonly object[];
}

import { Annotations, Aws, type Stack, Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { stackAlarmNames } from '../shared/configuration/stack-alarms.ts';
import { isNamedAsByStack } from '../shared/configuration/stack-topic.ts';
import { APPLICATION_TAG, STACK_TAG } from '../shared/marks/stack-tag.ts';
import { few } from '../shared/situation/few.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';

/**
 * Tells `gray-failure init` that the stack goes on making these, so that it names none of them. CloudFormation's own tags are not enough:
 * which resources get them "varies by resource type", and for composite alarms it does not say.
 */
export function markAsMade(application: string, made: readonly IConstruct[]): void {
  for (const construct of made) {
    Tags.of(construct).add(STACK_TAG, Aws.STACK_NAME);
    Tags.of(construct).add(APPLICATION_TAG, application);
  }
}

/** Warns at synth where the configuration names what the stack itself would make: if it has made it, it is about to delete it. */
export function tellOfOwnNames(stack: Stack, { application, zones, notify }: ConfigurationDocument): void {
  const { impact } = stackAlarmNames({ application, zones: zones.map(({ zoneId = '' }) => ({ zoneId })) });
  const alarms = zones.flatMap(({ impactAlarm = '' }) => (impact.includes(impactAlarm) ? [impactAlarm] : []));
  const topic = String(notify?.topicArn);
  if (alarms.length > 0)
    warn(stack, { key: 'impactAlarm', named: few(alarms, ', '), leaveOut: '"impactAlarm" and "regionalAlarms"' });
  if (isNamedAsByStack(topic)) warn(stack, { key: 'notify.topicArn', named: topic, leaveOut: '"topicArn"' });
}

function warn(stack: Stack, { key, named, leaveOut }: { key: string; named: string; leaveOut: string }): void {
  Annotations.of(stack).addWarningV2(
    `gray-failure-responder:own-${key}`,
    `${key} names what this stack makes by itself where nothing is named: ${named}. If this stack has made it, deploying this deletes it: ` +
      `leave ${leaveOut} out, and the stack keeps it. If another stack has made it, all is well.`,
  );
}

import { Annotations, Aws, type Stack, Tags } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { stackAlarmNames } from '../shared/configuration/stack-alarms.ts';
import { STACK_TAG } from '../shared/marks/stack-tag.ts';
import { few } from '../shared/situation/few.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';

/**
 * Tells `gray-failure init` that the stack goes on making these, so that it names none of them. CloudFormation's own tags are not enough:
 * which resources get them "varies by resource type", and for composite alarms it does not say.
 */
export function markAsMade(made: readonly IConstruct[]): void {
  for (const construct of made) Tags.of(construct).add(STACK_TAG, Aws.STACK_NAME);
}

/** Warns at synth where the configuration names what the stack itself would make: if it has made it, it is about to delete it. */
export function tellOfOwnNames(stack: Stack, { application, zones }: ConfigurationDocument): void {
  const own = stackAlarmNames({ application, zones: zones.map(({ zoneId = '' }) => ({ zoneId })) }).impact;
  const named = zones.flatMap(({ impactAlarm = '' }) => (own.includes(impactAlarm) ? [impactAlarm] : []));
  if (named.length === 0) return;
  Annotations.of(stack).addWarningV2(
    'gray-failure-responder:own-alarms',
    `"impactAlarm" has the names of the alarms that this stack makes where no zone names one: ${few(named, ', ')}. ` +
      'If this stack has made them, deploying this deletes them: leave "impactAlarm" and "regionalAlarms" out, and it keeps them. ' +
      'If another stack makes them, all is well.',
  );
}

import { Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';

type NamedAlarm = CfnAlarm | CfnCompositeAlarm;

/** How many of the names are told: two applications without a qualifier have nearly all in common. */
const TOLD = 3;

/**
 * Refuses at synth alarms under `scope` whose name another alarm of the stack has: CloudFormation would find out halfway through
 * the deployment. At synth and not before, because what comes later counts, too; and only then names made of tokens compare.
 */
export function refuseTakenNames(scope: Construct): void {
  scope.node.addValidation({ validate: () => takenNames(scope) });
}

function takenNames(scope: Construct): string[] {
  const stack = Stack.of(scope);
  const nameOf = (alarm: NamedAlarm) => JSON.stringify(stack.resolve(alarm.alarmName));
  const others = new Map(alarmsUnder(stack, (alarm) => !isUnder(scope, alarm)).map((alarm) => [nameOf(alarm), alarm]));
  const taken = alarmsUnder(scope, () => true).flatMap((alarm) => {
    const name = nameOf(alarm);
    const other = others.get(name);
    others.set(name, alarm);
    // A name that is known at deployment only is told by its owner.
    const told = name.startsWith('{') ? pathOf(alarm) : name;
    return other === undefined ? [] : [`alarm ${told}: ${pathOf(other)} has this name`];
  });
  const more = taken.length > TOLD ? [`and ${taken.length - TOLD} more alarms`] : [];
  const accepted = 'accepted: a name once in an account and Region. "qualifier" tells applications apart';
  return taken.length === 0 ? [] : [...taken.slice(0, TOLD), ...more, accepted];
}

/** Those of the stack itself, not of stacks nested in it, and only with a name: the others get one at deployment. */
function alarmsUnder(scope: IConstruct, isWanted: (alarm: NamedAlarm) => boolean): NamedAlarm[] {
  const stack = Stack.of(scope);
  const alarms = scope.node.findAll().filter((one) => one instanceof CfnAlarm || one instanceof CfnCompositeAlarm);
  return alarms.filter((alarm) => alarm.stack === stack && alarm.alarmName !== undefined && isWanted(alarm));
}

function isUnder(scope: IConstruct, construct: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

/** The alarm that somebody wrote, not the resource that CDK makes of it. */
function pathOf(alarm: NamedAlarm): string {
  return alarm.node.path.replace(/\/Resource$/, '');
}

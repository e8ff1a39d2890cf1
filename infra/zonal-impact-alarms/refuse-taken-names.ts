import { Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IConstruct } from 'constructs';

type NamedAlarm = CfnAlarm | CfnCompositeAlarm;

/** How many of the names to list. Two applications without a qualifier share nearly all of them. */
const TOLD = 3;

/**
 * Refuses alarms under `scope` whose name another alarm in the stack has. Otherwise CloudFormation would find out halfway through
 * the deployment. Runs at synth, because later constructs count too and names made of tokens can only be compared then.
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
    // For a name known only at deployment, show the alarm's path.
    const told = name.startsWith('{') ? pathOf(alarm) : name;
    return other === undefined ? [] : [`alarm ${told}: ${pathOf(other)} already has this name`];
  });
  const more = taken.length > TOLD ? [`and ${taken.length - TOLD} more alarms`] : [];
  const accepted = 'accepted: alarm names that are unique in an account and Region; set "qualifier" to tell applications apart';
  return taken.length === 0 ? [] : [...taken.slice(0, TOLD), ...more, accepted];
}

/** The named alarms of the stack itself, without nested stacks. Unnamed alarms get a unique name at deployment. */
function alarmsUnder(scope: IConstruct, isWanted: (alarm: NamedAlarm) => boolean): NamedAlarm[] {
  const stack = Stack.of(scope);
  const alarms = scope.node.findAll().filter((one) => one instanceof CfnAlarm || one instanceof CfnCompositeAlarm);
  return alarms.filter((alarm) => alarm.stack === stack && alarm.alarmName !== undefined && isWanted(alarm));
}

function isUnder(scope: IConstruct, construct: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

/** The path of the alarm construct, not of its underlying resource. */
function pathOf(alarm: NamedAlarm): string {
  return alarm.node.path.replace(/\/Resource$/, '');
}

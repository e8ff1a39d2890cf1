import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { type Operations, writes } from '../operations/operation.ts';
import type { Group } from './group.ts';
import { validationError } from './refusals.ts';

/** Source: "Suspend and resume Amazon EC2 Auto Scaling processes". */
const PROCESS_NAMES: readonly string[] = [
  'Launch',
  'Terminate',
  'AddToLoadBalancer',
  'AlarmNotification',
  'AZRebalance',
  'HealthCheck',
  'InstanceRefresh',
  'ReplaceUnhealthy',
  'ScheduledActions',
];

const input = z.object({
  AutoScalingGroupName: z.string().min(1).max(255),
  ScalingProcesses: z.array(z.string()).default([]),
});

/** SuspendProcesses and ResumeProcesses, for the named processes or all. */
export function processOperations(find: (name: string) => Group, clock: Clock): Operations {
  return {
    SuspendProcesses: writes(input, ({ AutoScalingGroupName, ScalingProcesses }) => {
      const { suspended } = find(AutoScalingGroupName);
      for (const name of namesOf(ScalingProcesses)) {
        if (!suspended.has(name)) suspended.set(name, `User suspended at ${clock.now.toISOString()}`);
      }
      return {};
    }),
    ResumeProcesses: writes(input, ({ AutoScalingGroupName, ScalingProcesses }) => {
      const { suspended } = find(AutoScalingGroupName);
      for (const name of namesOf(ScalingProcesses)) suspended.delete(name);
      return {};
    }),
  };
}

function namesOf(asked: readonly string[]): readonly string[] {
  const unknown = asked.find((name) => !PROCESS_NAMES.includes(name));
  if (unknown !== undefined) throw validationError(`The scaling process ${unknown} is not valid: ${PROCESS_NAMES.join(', ')}`);
  return asked.length === 0 ? PROCESS_NAMES : asked;
}

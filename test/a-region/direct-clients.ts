import { shiftReader, shiftWriter } from '../../shared/aws/arc-zonal-shift.ts';
import { groupReader, groupWriter } from '../../shared/aws/auto-scaling.ts';
import { alarmReader } from '../../shared/aws/cloudwatch.ts';
import type { subnetReader } from '../../shared/aws/ec2.ts';
import { signalReader } from '../../shared/aws/signals.ts';
import type { Reader, Writer } from '../../shared/ports.ts';
import type { CallOutcome } from '../../simulator/region/operations/api.ts';
import type { AwsError, ServiceName } from '../../simulator/region/operations/operation.ts';
import type { Region } from '../../simulator/region/region.ts';
import { aborted, connectionReset, timedOut } from '../aws-errors.ts';
import type { Interference } from './interference.ts';

/** What the adapters use of an SDK client. */
interface Command {
  readonly input: object;
}
type Callable = Pick<Region, 'call'>;
interface SendOptions {
  readonly abortSignal?: AbortSignal;
}

/**
 * The real adapters on a Region, without the wire between them: a command of the SDK is a call of the Region as it is. A
 * hundred times cheaper than writing and reading each request; that both answer alike is tested in test/contract.
 */
export function connectDirectly(
  region: Callable,
  calls: Interference,
  abortSignal: AbortSignal,
): { reader: Reader; writer: Writer } {
  const options = { abortSignal };
  const [arc, groups, cloudWatch, ec2] = [
    directClient<Parameters<typeof shiftReader>[0]>(region, calls, 'arc-zonal-shift'),
    directClient<Parameters<typeof groupReader>[0]>(region, calls, 'autoscaling'),
    directClient<Parameters<typeof alarmReader>[0]>(region, calls, 'monitoring'),
    directClient<Parameters<typeof subnetReader>[0]>(region, calls, 'ec2'),
  ];
  return {
    reader: {
      alarms: alarmReader(cloudWatch, options),
      signals: signalReader(cloudWatch, options),
      shifts: shiftReader(arc, options),
      groups: groupReader(groups, options),
      subnets: {
        zonesOf: async (subnetIds) => (await loadSubnetReader())(ec2, options).zonesOf(subnetIds),
        zoneStates: async (zoneIds) => (await loadSubnetReader())(ec2, options).zoneStates(zoneIds),
      },
    },
    writer: { shifts: shiftWriter(arc, options), groups: groupWriter(groups, options) },
  };
}

/** As `connect` does, and for the tests' sake too: each file that asks EC2 nothing is half a second faster without its client. */
async function loadSubnetReader(): Promise<typeof subnetReader> {
  return (await import('../../shared/aws/ec2.ts')).subnetReader;
}

/** A client that sends each command to the Region; of a real one it has `send` alone. */
export function directClient<Client>(region: Callable, { before, after }: Interference, service: ServiceName): Client {
  const send = async (command: Command, { abortSignal }: SendOptions = {}) => {
    if (abortSignal?.aborted) throw aborted();
    const call = { service, operation: command.constructor.name.replace(/Command$/, ''), input: command.input };
    await before(call);
    const outcome = region.call(call);
    await after(call);
    return answerOf(outcome);
  };
  return { send } as unknown as Client;
}

/** What the SDK's client answers or throws. */
export function answerOf(outcome: CallOutcome): Record<string, unknown> {
  if (outcome.kind === 'answer') return outcome.output;
  if (outcome.kind === 'timeout') throw timedOut();
  throw outcome.kind === 'reset' ? connectionReset() : sdkError(outcome.error);
}

/** Where the SDK's name of an error is not its code on the wire (`awsQueryError` in the service models). */
const SDK_NAMES: Readonly<Record<string, string>> = {
  LimitExceeded: 'LimitExceededFault',
  ResourceContention: 'ResourceContentionFault',
  ScalingActivityInProgress: 'ScalingActivityInProgressFault',
};

function sdkError({ code, message, status, details }: AwsError): Error {
  const name = SDK_NAMES[code] ?? code;
  return Object.assign(new Error(message), { ...details.fields, name, $metadata: { httpStatusCode: status } });
}

import { setMaxListeners } from 'node:events';
import type { Reader, SubnetReader, Writer } from '../ports.ts';
import { makeArcZonalShiftClient, shiftReader, shiftWriter } from './arc-zonal-shift.ts';
import { groupReader, groupWriter, makeAutoScalingClient } from './auto-scaling.ts';
import { type CallOptions, CLIENT_OPTIONS, type ClientOptions } from './client-options.ts';
import { alarmReader, makeCloudWatchClient } from './cloudwatch.ts';
import { signalReader } from './signals.ts';

/** The clients that every run needs: built once per cold start, kept over invocations with their connections. */
export interface Clients {
  readonly arcZonalShift: ReturnType<typeof makeArcZonalShiftClient>;
  readonly cloudWatch: ReturnType<typeof makeCloudWatchClient>;
  readonly autoScaling: ReturnType<typeof makeAutoScalingClient>;
  /** For the clients that are built later, when a step asks for them. */
  readonly options: ClientOptions;
}

export function makeClients(options: ClientOptions = CLIENT_OPTIONS): Clients {
  return {
    arcZonalShift: makeArcZonalShiftClient(options),
    cloudWatch: makeCloudWatchClient(options),
    autoScaling: makeAutoScalingClient(options),
    options,
  };
}

/** The world as one invocation sees it: every call ends with the invocation's own time. */
export function connect(clients: Clients, call: CallOptions): { reader: Reader; writer: Writer } {
  // Each request that is under way listens to the end of the run: more than ten at once are no leak, and no reason for a warning.
  setMaxListeners(0, call.abortSignal);
  return {
    reader: {
      alarms: alarmReader(clients.cloudWatch, call),
      signals: signalReader(clients.cloudWatch, call),
      shifts: shiftReader(clients.arcZonalShift, call),
      groups: groupReader(clients.autoScaling, call),
      subnets: {
        zonesOf: async (subnetIds) => (await loadSubnetReader(clients, call)).zonesOf(subnetIds),
        zoneStates: async (zoneIds) => (await loadSubnetReader(clients, call)).zoneStates(zoneIds),
      },
    },
    writer: {
      shifts: shiftWriter(clients.arcZonalShift, call),
      groups: groupWriter(clients.autoScaling, call),
    },
  };
}

/** The EC2 client is most of the bundle and most of the start-up time: loaded only when a step asks for it. */
async function loadSubnetReader(clients: Clients, call: CallOptions): Promise<SubnetReader> {
  const { makeEc2Client, subnetReader } = await import('./ec2.ts');
  return subnetReader(makeEc2Client(clients.options), call);
}

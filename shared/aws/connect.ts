import { setMaxListeners } from 'node:events';
import type { Reader, SubnetReader, Writer } from '../ports.ts';
import { makeArcZonalShiftClient, shiftReader, shiftWriter } from './arc-zonal-shift.ts';
import { groupReader, groupWriter, makeAutoScalingClient } from './auto-scaling.ts';
import {
  type CallOptions,
  CLIENT_OPTIONS,
  type ClientOptions,
  first,
  makeLane,
  READ_PATIENCE_MILLIS,
  withoutRetries,
} from './client-options.ts';
import { alarmReader, makeCloudWatchClient } from './cloudwatch.ts';
import type { Lane } from './lane.ts';
import type { Pace } from './pace.ts';
import { signalReader } from './signals.ts';

/** The clients that every run needs: built once per cold start, kept over invocations with their connections and their queues. */
export interface Clients {
  readonly arcZonalShift: ReturnType<typeof makeArcZonalShiftClient>;
  readonly cloudWatch: ReturnType<typeof makeCloudWatchClient>;
  readonly autoScaling: ReturnType<typeof makeAutoScalingClient>;
  /** For the clients that are built later, when a step asks for them. */
  readonly options: ClientOptions;
  readonly lanes: Readonly<Record<'arcZonalShift' | 'cloudWatch' | 'autoScaling' | 'ec2', Lane>>;
}

export function makeClients(given: ClientOptions = CLIENT_OPTIONS, pace?: Pace): Clients {
  const options = withoutRetries(given);
  const lane = () => makeLane(given, pace);
  return {
    arcZonalShift: makeArcZonalShiftClient(options),
    cloudWatch: makeCloudWatchClient(options),
    autoScaling: makeAutoScalingClient(options),
    options,
    lanes: { arcZonalShift: lane(), cloudWatch: lane(), autoScaling: lane(), ec2: lane() },
  };
}

/** When calls end. Steps end earlier where `changesEnd` is given: what they have left behind is read afterwards. */
interface Ends extends Pick<CallOptions, 'abortSignal'> {
  readonly changesEnd?: AbortSignal;
}

/** The world as one invocation sees it: every call ends with the invocation's own time. */
export function connect(clients: Clients, ends: Ends): { reader: Reader; writer: Writer } {
  const { abortSignal, changesEnd = abortSignal } = ends;
  // Each request that is under way listens to the end of the run: more than ten at once are no leak, and no reason for a warning.
  setMaxListeners(0, abortSignal, changesEnd);
  const { lanes } = clients;
  const reads = (lane: Lane) => ({ abortSignal, lane, patienceMillis: READ_PATIENCE_MILLIS });
  const writes = (lane: Lane) => ({ abortSignal: changesEnd, lastSignal: abortSignal, lane });
  return {
    reader: {
      alarms: alarmReader(clients.cloudWatch, first(reads(lanes.cloudWatch))),
      signals: signalReader(clients.cloudWatch, reads(lanes.cloudWatch)),
      shifts: shiftReader(clients.arcZonalShift, reads(lanes.arcZonalShift)),
      groups: groupReader(clients.autoScaling, reads(lanes.autoScaling)),
      subnets: {
        zonesOf: async (subnetIds) => (await loadSubnetReader(clients, reads(lanes.ec2))).zonesOf(subnetIds),
        zoneStates: async (zoneIds) => (await loadSubnetReader(clients, reads(lanes.ec2))).zoneStates(zoneIds),
      },
    },
    writer: {
      shifts: shiftWriter(clients.arcZonalShift, writes(lanes.arcZonalShift)),
      groups: groupWriter(clients.autoScaling, writes(lanes.autoScaling)),
    },
  };
}

/** The EC2 client is most of the bundle and most of the start-up time: loaded only when a step asks for it. */
async function loadSubnetReader(clients: Clients, call: CallOptions): Promise<SubnetReader> {
  const { makeEc2Client, subnetReader } = await import('./ec2.ts');
  return subnetReader(makeEc2Client(clients.options), call);
}

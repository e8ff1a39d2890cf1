import { capacity } from './capacity.ts';
import { eksManaged } from './eks-managed.ts';
import { groups } from './groups.ts';
import { impactAlarms } from './impact-alarms.ts';
import { launches } from './launches.ts';
import { oneZoneGroups } from './one-zone-groups.ts';
import { optIn } from './opt-in.ts';
import { recordRoom } from './record-room.ts';
import { recoveryAlarms } from './recovery-alarms.ts';
import { regionalAlarm } from './regional-alarm.ts';
import { scaleInProtection } from './scale-in-protection.ts';
import { signals } from './signals.ts';
import { sources } from './sources.ts';
import { standsInTheWay } from './stands-in-the-way.ts';
import { subnets } from './subnets.ts';
import { suspendedProcesses } from './suspended-processes.ts';
import { zoneNames } from './zone-names.ts';

/** What the evidence of an evacuation shows by itself: what upkeep asks once an hour. A new finding is one file and one line here. */
export const EXAMINATIONS_OF_EVIDENCE = [
  sources,
  zoneNames,
  subnets,
  optIn,
  groups,
  oneZoneGroups,
  capacity,
  eksManaged,
  suspendedProcesses,
  launches,
  scaleInProtection,
  recordRoom,
  impactAlarms,
  recoveryAlarms,
  regionalAlarm,
  signals,
  standsInTheWay,
] as const;

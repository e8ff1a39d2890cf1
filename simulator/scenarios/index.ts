import type { Scenario } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';
import { launchesFail, tooLittleCapacity } from './capacity.ts';
import { contributorAlarm, twoContributors } from './contributors.ts';
import {
  cloudWatchUnreadable,
  crashBetweenRecordAndUpdate,
  shiftAnswerLost,
  shiftWithoutEffect,
  staleReads,
  throttledControlPlane,
} from './control-plane.ts';
import { deployments } from './deployments.ts';
import { duplicateAndReorderedEvents, flappingZone } from './event-delivery.ts';
import { failingDependency } from './failing-dependency.ts';
import { autoscalerAtWork, groupForEachZone, manyLoadBalancers, weightedInstances } from './fleets.ts';
import { alarmOkWithoutRecovery, fullCircle, repairedAndFailingAgain } from './full-circle.ts';
import { grayErrors, nearlyEverythingFails, unfinishedMinutes } from './gray-errors.ts';
import { grayLatency } from './gray-latency.ts';
import { expiryWhileBad, pipelinePutsSubnetsBack, seventyTwoHours } from './keeping-alive.ts';
import { misconfigured } from './misconfigured.ts';
import { namesOfAnotherAccount } from './names-of-another-account.ts';
import { anotherZoneShifted, practiceRunUnderWay } from './other-shifts.ts';
import { passingTroubles } from './passing-trouble.ts';
import { regionalFailure } from './regional-failure.ts';
import { replacements } from './replaced.ts';
import { singleBadInstance, singleBadInstanceCounted } from './single-bad-instance.ts';
import { loadBalancerDroppedMeanwhile, tagTakenOffMeanwhile } from './strays.ts';
import { secondZoneFollows, secondZoneLater, secondZoneMeanwhile, twoZones } from './two-zones.ts';
import {
  anotherPersonsShift,
  autoshiftOfAnotherZone,
  autoshiftYieldedTo,
  restoreDuringThrottledControlPlane,
  shiftCancelledByAPerson,
  subnetDeletedMeanwhile,
  twoRestoresAtOnce,
} from './way-back.ts';
import { onWildrydes } from './wildrydes.ts';
import { wrongZone } from './wrong-zone.ts';

/** All game days as they are written: for any application. The first is the default. */
export const scripts: readonly Script[] = [
  grayErrors,
  grayLatency,
  nearlyEverythingFails,
  unfinishedMinutes,
  regionalFailure,
  failingDependency,
  twoZones,
  secondZoneMeanwhile,
  secondZoneLater,
  secondZoneFollows,
  contributorAlarm,
  twoContributors,
  singleBadInstance,
  singleBadInstanceCounted,
  flappingZone,
  duplicateAndReorderedEvents,
  throttledControlPlane,
  crashBetweenRecordAndUpdate,
  shiftAnswerLost,
  staleReads,
  shiftWithoutEffect,
  cloudWatchUnreadable,
  tooLittleCapacity,
  launchesFail,
  namesOfAnotherAccount,
  misconfigured,
  autoscalerAtWork,
  groupForEachZone,
  weightedInstances,
  manyLoadBalancers,
  anotherZoneShifted,
  practiceRunUnderWay,
  fullCircle,
  expiryWhileBad,
  alarmOkWithoutRecovery,
  repairedAndFailingAgain,
  pipelinePutsSubnetsBack,
  subnetDeletedMeanwhile,
  tagTakenOffMeanwhile,
  loadBalancerDroppedMeanwhile,
  ...replacements,
  anotherPersonsShift,
  wrongZone,
  shiftCancelledByAPerson,
  autoshiftOfAnotherZone,
  autoshiftYieldedTo,
  restoreDuringThrottledControlPlane,
  twoRestoresAtOnce,
  seventyTwoHours,
  ...deployments,
  ...passingTroubles,
];

/** The same, played on the application that the simulated Region has by itself. */
export const scenarios: readonly Scenario[] = scripts.map(onWildrydes);

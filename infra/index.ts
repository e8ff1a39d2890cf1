/** The exports for other CDK apps: `import { GrayFailureResponder } from 'gray-failure-responder/infra'` (docs/deploying.md). */
export {
  ResponderDashboard,
  type ResponderDashboardProps,
  type WatchedLoadBalancer,
  type WatchedZone,
} from './dashboard/responder-dashboard.ts';
export { GameDay } from './game-day/game-day.ts';
export type { GameDayProps, GameDayZone } from './game-day/game-day-props.ts';
export { GrayFailureResponder } from './responder/gray-failure-responder.ts';
export type {
  ConfigurationDocument,
  GrayFailureResponderProps,
  GroupLike,
  ResponderGroup,
  ResponderGroupsByTag,
  ResponderNotices,
  ResponderZone,
  ShiftedLoadBalancer,
} from './responder/responder-props.ts';
export { ResponderStack, type ResponderStackProps } from './responder-stack.ts';
export type { AlarmedLoadBalancerProps } from './zonal-impact-alarms/alarmed-load-balancer.ts';
export type { ImpactThresholds } from './zonal-impact-alarms/thresholds.ts';
export {
  type CanaryAlarmZone,
  ZonalCanaryAlarms,
  type ZonalCanaryAlarmsProps,
} from './zonal-impact-alarms/zonal-canary-alarms.ts';
export {
  type ImpactAlarmZone,
  ZonalImpactAlarms,
} from './zonal-impact-alarms/zonal-impact-alarms.ts';
export type { ZonalImpactAlarmsProps } from './zonal-impact-alarms/zonal-impact-alarms-props.ts';
export { ZoneIds } from './zone-ids.ts';

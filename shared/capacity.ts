/** What only the capacity steps need: loaded after traffic has been moved. */
export { executeCapacity } from './execute/execute-capacity.ts';
export { gatherSubnetZones } from './gather-subnets.ts';
export { planCapacity } from './plan/plan-capacity.ts';
export { planEvacuation } from './plan/plan-evacuation.ts';

/** What only the capacity steps need: loaded after traffic has been moved. */
export { concludeEvacuation } from './actions/conclude-evacuation.ts';
export { executeCapacity } from './execute/execute-capacity.ts';
export { gatherForCapacity } from './gather-capacity.ts';
export { planCapacity } from './plan/plan-capacity.ts';

/** What only the capacity steps need: loaded after traffic has been moved. */
export { executeCapacity } from '../execute/execute-capacity.ts';
export { gatherForCapacity } from '../gather/gather-capacity.ts';
export { concludeEvacuation } from '../plan/conclude.ts';
export { planCapacity } from '../plan/plan-capacity.ts';

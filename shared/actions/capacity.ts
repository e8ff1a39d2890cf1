/** What only the capacity steps need: loaded after traffic has been moved. */
export { gatherForCapacity, gatherForEveryZone } from '../gather/gather-capacity.ts';
export { concludeEvacuation } from '../plan/conclude.ts';
export { moveCapacity } from './move-capacity.ts';

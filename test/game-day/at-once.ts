import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { grayErrors as withTicks } from '../../simulator/scenarios/gray-errors.ts';

const { upkeep: _ticks, ...rest } = withTicks;

/** The default game day without upkeep, so that capacity waits for no drain: all of the evacuation is in the alarm's run. */
export const grayErrors: Scenario = { ...rest, expected: { evacuated: 'use1-az1', outcomes: ['done'] } };

import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { grayErrors as script } from '../../simulator/scenarios/gray-errors.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';

const { upkeep: _ticks, ...rest } = onWildrydes(script);

/** The default game day without upkeep, so that capacity waits for no drain: all of the evacuation is in the alarm's run. */
export const grayErrors: Scenario = { ...rest, expected: { evacuated: 'use1-az1', outcomes: ['done'] } };

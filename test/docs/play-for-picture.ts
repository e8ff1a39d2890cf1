import { play } from '../../simulator/game-day/play.ts';
import type { StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import { figuresOf, firstFaultAt } from '../../simulator/game-day/verdict/figures.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import type { PictureFigures } from './picture.ts';

/** Plays the game day of `npm run gameday`. */
export async function playForPicture(driver: StartDriver): Promise<PictureFigures> {
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('there are no scenarios');
  const played = await play(scenario, { seed: 1, driver });
  const without = await play(scenario, { seed: 1 });
  const { faultToAlarm = 0, alarmToLastShift = 0, users } = figuresOf(played, without);
  const faultAt = firstFaultAt(played.region);
  const alarmAt = faultAt + faultToAlarm * 1000;
  const failedIn = ({ region }: typeof played) => region.minutes.map(({ total }) => total.faults);
  return {
    startsAt: new Date(played.region.spec.startsAt).getTime(),
    faultAt,
    alarmAt,
    shiftedAt: alarmAt + alarmToLastShift * 1000,
    withResponder: failedIn(played),
    without: failedIn(without),
    users,
  };
}

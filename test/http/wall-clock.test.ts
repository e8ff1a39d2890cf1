import { followWallClock } from '../../simulator/http/wall-clock.ts';
import { Clock } from '../../simulator/region/clock.ts';

function aFollower(speed: number) {
  const clock = new Clock(new Date(0));
  const wall = { millis: 50_000 };
  const region = { clock, advanceTo: (millis: number) => clock.advanceTo(millis) };
  return { clock, wall, catchUp: followWallClock(region, { speed, wallMillis: () => wall.millis }) };
}

describe('following the wall clock', () => {
  it('moves the Region by the passed wall time, times the speed', () => {
    const { clock, wall, catchUp } = aFollower(60);
    wall.millis += 1_000;
    catchUp();
    wall.millis += 500;
    catchUp();
    expect(clock.millis).toBe(90_000);
  });

  it('continues after somebody else moves the clock', () => {
    const { clock, wall, catchUp } = aFollower(1);
    clock.advanceTo(600_000);
    wall.millis += 1_000;
    catchUp();
    expect(clock.millis).toBe(601_000);
  });

  it('stands still when the wall clock is set back, then continues', () => {
    const { clock, wall, catchUp } = aFollower(1);
    wall.millis -= 10_000;
    catchUp();
    wall.millis += 2_000;
    catchUp();
    expect(clock.millis).toBe(2_000);
  });
});

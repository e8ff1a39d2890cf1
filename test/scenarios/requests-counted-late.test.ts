import { play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Script } from '../../simulator/game-day/script.ts';
import { extentOfEvacuation } from '../../simulator/game-day/verdict/judge.ts';
import { onWildrydes } from '../../simulator/scenarios/wildrydes.ts';

/** The zone begins to fail so much at 18:40, for so many minutes. Of each newest minute CloudWatch has all failures, and 40 % of the requests. */
function failing(share: number, minutes: number): Script {
  return {
    name: 'requests-counted-late',
    title: 'of the newest minute CloudWatch has all failures, and 40 % of the requests',
    on: (app) => ({
      summary: '',
      region: app.regionWith([app.fault({ share, until: 10 + minutes })]),
      durationMinutes: 16,
      metricFaults: [{ kind: 'unfinished', name: 'RequestCount', share: 0.4, minutes: 1 }],
      upkeep: [{ everyMinutes: 1 }],
      expected: { evacuated: null, outcomes: [] },
    }),
  };
}

/** When the first traffic moves, or null, and how much of the zone is evacuated in the end. */
async function answerTo(share: number, minutes: number) {
  const played = await play(onWildrydes(failing(share, minutes)), { seed: 1, driver: inProcess() });
  const shiftedAt = played.reports.find(({ outcome }) => outcome === 'in-progress' || outcome === 'done')?.evidence.now;
  return { shiftedAt: shiftedAt?.slice(11, 16) ?? null, extent: extentOfEvacuation(played)['use1-az1'] };
}

describe('requests that CloudWatch counts later than their failures', () => {
  it('make a fifth of 8 %, and two minutes of it are no evacuation', async () => {
    expect(await answerTo(0.08, 2)).toEqual({ shiftedAt: null, extent: 'none' });
  });

  it('hide no 8 % that last: the third minute moves the traffic', async () => {
    expect(await answerTo(0.08, 20)).toMatchObject({ shiftedAt: '18:43' });
  });

  it('do not delay what is a fifth of all requests: the first minute moves the traffic', async () => {
    expect(await answerTo(0.2, 20)).toMatchObject({ shiftedAt: '18:41' });
  });
});

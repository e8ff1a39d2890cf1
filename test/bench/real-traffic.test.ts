import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientsOf, failByClient } from '../../bench/judgement/episodes/by-client.ts';
import { failing } from '../../bench/judgement/episodes/classes.ts';
import { drawEpisode, LEAD_MINUTES, type Minute } from '../../bench/judgement/episodes/episode.ts';
import { describeGoodDay, drawGoodDay, goodDaysOf } from '../../bench/judgement/episodes/good-days.ts';
import { OptionError } from '../../bench/judgement/options.ts';
import { readAccessLog } from '../../bench/judgement/real-traffic/client-visits.ts';
import { readEpisodeOptions } from '../../bench/judgement/real-traffic/options.ts';
import { readCurve } from '../../bench/judgement/real-traffic/request-curve.ts';
import { Random } from '../../simulator/region/random.ts';

const ROW = (client: string, time: string, status = 200) =>
  `${client} - - [17/May/2015:${time} +0000] "GET /a?b=\\"c\\" HTTP/1.1" ${status} 612 "-" "curl/8"`;
const total = (minutes: readonly Minute[], of: 'requests' | 'faults') => minutes.flat().reduce((sum, zone) => sum + zone[of], 0);

describe('a request curve', () => {
  it('is a recording in steps, as a multiple of its mean', () => {
    const text = 'timestamp,value\n2014-04-10 00:04:00,10.0\n2014-04-10 00:09:00,30\n2014-04-10T00:14:00Z,20\n';
    expect(readCurve(text, 'elb.csv')).toEqual([0.5, 1.5, 1].flatMap((share) => Array.from({ length: 5 }, () => share)));
  });

  it('is one count a line, a minute each', () => {
    expect(readCurve('4\r\n0\n\n8\n', 'counts')).toEqual([1, 0, 2]);
  });

  it.each([
    [
      '2014-04-10 00:04:00,10\n2014-04-10 00:09:00;30',
      'elb.csv, line 2: "2014-04-10 00:09:00;30" is not accepted; accepted: TIME,',
    ],
    ['2014-04-10 00:04:00,10\n2014-04-10 00:04:00,30', 'elb.csv, line 2: "2014-04-10 00:04:00,30" is not accepted'],
    ['time,value\n\n2014-13-10 00:04:00,10', 'elb.csv, line 3: "2014-13-10 00:04:00,10" is not accepted'],
    ['5\n-1', 'elb.csv, line 2: "-1" is not accepted'],
    ['5\nmany', 'line 2: "many" is not accepted; accepted: TIME,COUNT in rising order'],
    ['0\n0', 'elb.csv has no requests; accepted: TIME,COUNT'],
    ['', 'elb.csv has no requests'],
    ['value', 'elb.csv has no requests'],
  ])('%j is refused', (text, message) => {
    expect(() => readCurve(text, 'elb.csv')).toThrow(message);
  });
});

describe('an access log', () => {
  it('has the visits of its clients, half an hour apart, in the order of time', () => {
    const text = [
      ROW('192.0.2.7', '10:05:30', 503),
      ROW('198.51.100.1', '10:05:10'),
      ROW('192.0.2.7', '10:05:00'),
      ROW('192.0.2.7', '10:35:30'),
      '192.0.2.7 - A User [17/May/2015:12:06:00 +0130] "-" 404 -',
    ].join('\n');
    expect(readAccessLog(text, 'access.log').visits).toEqual([
      { requests: [0, 30], failed: [30] },
      { requests: [0, 60 * 0.5], failed: [30] },
      { requests: [0], failed: [] },
    ]);
  });

  it('has failures in the minutes in which anybody sent a request', () => {
    const rows = [ROW('a', '10:05:00'), ROW('a', '10:07:00', 500), ROW('b', '10:07:10', 404), ROW('b', '23:00:00', 503)];
    expect(readAccessLog(rows.join('\n'), 'access.log').failures).toEqual([0, 2, 1]);
    expect(readAccessLog(ROW('a', '10:05:00'), 'access.log').failures).toBeNull();
  });

  it.each([
    [`${ROW('a', '10:05:00')}\nnot a line`, 'access.log, line 2: "not a line" is not accepted; accepted: a line in common'],
    [ROW('a', '25:05:00'), 'access.log, line 1: '],
    [ROW('a', '10:05:00').replace('May', 'Mai'), 'access.log, line 1: '],
    ['', 'access.log has no requests'],
  ])('%j is refused', (text, message) => {
    expect(() => readAccessLog(text, 'access.log')).toThrow(message);
  });
});

describe('an episode on real traffic', () => {
  const quiet = { ...failing(0.01, 500), script: () => ({ begins: 0, chances: () => ({}) }) };

  it('has the requests of the curve, from any place of it on', () => {
    const real = { curve: readCurve('1\n3', 'counts'), log: null };
    const { minutes } = drawEpisode(quiet, new Random(1), real);
    const [low, high] = minutes.slice(0, 2).map((minute) => total([minute], 'requests') / 3);
    expect([low, high].map((mean) => Math.round((mean ?? 0) / 250)).sort()).toEqual([1, 3]);
    const starts = Array.from(
      { length: 10 },
      (_, seed) => drawEpisode(quiet, new Random(seed), real).minutes[0]?.[0]?.requests ?? 0,
    );
    expect(new Set(starts.map((requests) => requests > 500)).size).toBe(2);
  });

  it('has failures of a good day that come by visit', () => {
    const log = readAccessLog(Array.from({ length: 40 }, (_, nth) => ROW('a', `10:05:${nth + 10}`)).join('\n'), 'access.log');
    const { minutes } = drawEpisode({ ...quiet, minutes: 600 }, new Random(1), { curve: null, log });
    const bad = minutes
      .flat()
      .map(({ faults }) => faults)
      .filter((faults) => faults > 0);
    expect(bad.length).toBeGreaterThan(2);
    // A visit of 40 requests touches one minute or two.
    expect(bad.reduce((sum, faults) => sum + faults, 0) / bad.length).toBeGreaterThan(20);
  });
});

describe('a good day on real traffic', () => {
  const log = readAccessLog([ROW('a', '10:05:00', 503), ROW('a', '10:05:20'), ROW('b', '10:06:20')].join('\n'), 'access.log');
  const curve = readCurve('2\n0\n0\n0\n', 'counts');
  const DAY = { coming: 'by client', requestsPerMinute: 500, faultRate: 1e-3 } as const;

  it('can be drawn in two ways more if something failed in the log', () => {
    expect(goodDaysOf({ curve, log }).length - goodDaysOf({ curve, log: null }).length).toBe(8);
    const allWell = readAccessLog(ROW('a', '10:05:00'), 'access.log');
    expect(goodDaysOf({ curve, log: allWell })).toEqual(goodDaysOf({ curve, log: null }));
  });

  it.each(goodDaysOf({ curve, log }).map((day) => [describeGoodDay(day), day] as const))(
    'fails as often as it should: %s',
    (_, day) => {
      const minutes = drawGoodDay({ ...day, real: { curve: null, log } }, 500, new Random(1));
      const rate = total(minutes, 'faults') / total(minutes, 'requests');
      expect(rate / day.faultRate).toBeGreaterThan(0.8);
      expect(rate / day.faultRate).toBeLessThan(1.2);
    },
  );

  it('has neither requests nor failures while the curve has none', () => {
    const minutes = drawGoodDay({ ...DAY, real: { curve, log: null } }, 20, new Random(1));
    const asked = minutes.filter((minute) => total([minute], 'requests') > 0);
    expect(Math.abs(asked.length - (LEAD_MINUTES + 20 * 60) / 4)).toBeLessThan(1);
    expect(total(minutes, 'faults')).toBeGreaterThan(0);
  });

  it('lets the failures of what failed in the log recur, and no others', () => {
    const failures = failByClient(clientsOf(log.visits, 'failed'), { mean: 0.001, length: 1000, demand: () => 1 }, new Random(2));
    expect(Math.max(...failures)).toBe(1);
    expect(() => clientsOf([{ requests: [0], failed: [] }], 'failed')).toThrow('no request of the log failed');
  });
});

describe('the options of the episodes', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'real-traffic-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('have defaults, in which all is generated', () => {
    expect(readEpisodeOptions([])).toEqual({ episodes: 200, zoneHours: 10_000, real: { curve: null, log: null } });
  });

  it('are read, with their files', () => {
    const [curve, sessions] = [join(folder, 'elb.csv'), join(folder, 'access.log')];
    writeFileSync(curve, '1\n3\n');
    writeFileSync(sessions, ROW('a', '10:05:00'));
    const real = { curve: [0.5, 1.5], log: { visits: [{ requests: [0], failed: [] }], failures: null } };
    const args = ['20', '100', '--curve', curve, '--sessions', sessions];
    expect(readEpisodeOptions(args)).toEqual({ episodes: 20, zoneHours: 100, real });
  });

  it.each([
    [['0'], 'EPISODES cannot be "0"; accepted: a whole number from 1 to 9999999'],
    [['10', 'many'], 'ZONE_HOURS cannot be "many"'],
    [['10', '10', '10'], '10 is not accepted; accepted: EPISODES ZONE_HOURS --curve FILE --sessions FILE'],
    [['--curve', 'none.csv'], '--curve cannot be "none.csv": ENOENT'],
    [['--shape', 'elb.csv'], 'accepted: EPISODES ZONE_HOURS --curve FILE --sessions FILE'],
  ])('%j is refused, with what is accepted', (args, message) => {
    expect(() => readEpisodeOptions(args)).toThrow(OptionError);
    expect(() => readEpisodeOptions(args)).toThrow(message);
  });
});

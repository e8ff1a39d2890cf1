import { readFileSync } from 'node:fs';
import { ARCZonalShiftClient } from '@aws-sdk/client-arc-zonal-shift';
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import type { OpenAnswers } from '../../simulator/region/arc/open-answers.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { directClient } from '../a-region/direct-clients.ts';
import { ofArc } from './arc-zonal-shift-probes.ts';
import { ofAutoScaling } from './auto-scaling-probes.ts';
import type { Asked } from './probe.ts';

/** One model of AWS: each question has one answer, with its source. docs/region.md lists what the documents leave open. */

function byTheWire(aws: RegionUnderTest): Asked {
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: inProcessRequestHandler(aws.region, aws.calls),
    maxAttempts: 1,
  };
  return { aws, arc: new ARCZonalShiftClient(options), groups: new AutoScalingClient(options) };
}

function directly(aws: RegionUnderTest): Asked {
  const { region, calls } = aws;
  return {
    aws,
    arc: directClient<ARCZonalShiftClient>(region, calls, 'arc-zonal-shift'),
    groups: directClient<AutoScalingClient>(region, calls, 'autoscaling'),
  };
}

function inARegion(setting: Partial<OpenAnswers> = {}): RegionUnderTest {
  const aws = aRegion();
  Object.assign(aws.region.arc.open, setting);
  return aws;
}

const probes = [...ofArc, ...ofAutoScaling];
const others = probes.flatMap(({ about, ask, open }) => (typeof open === 'object' ? [{ about, ask, ...open }] : []));

describe.each([
  ['by the wire, through the SDK', byTheWire],
  ['directly, as unit tests reach it', directly],
])('the Region, asked %s', (_way, reach) => {
  it.each(probes)('answers $about', async ({ ask, answer }) => {
    expect(await ask(reach(inARegion()))).toEqual(answer);
  });

  it.each(others)('can give the other answer to $about', async ({ ask, setting, answer }) => {
    expect(await ask(reach(inARegion(setting)))).toEqual(answer);
  });
});

describe('what AWS’s documents leave open', () => {
  const page = readFileSync('docs/region.md', 'utf8');
  const section = page.split('## What the documents leave open')[1] ?? '';
  const [_heading, ...questions] = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, question]) => question);

  it('is listed in docs/region.md, and nothing else is', () => {
    const open = probes.filter((probe) => probe.open !== undefined).map(({ about }) => about);
    expect(questions).toEqual(open);
  });
});

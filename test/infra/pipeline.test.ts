import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from './endings.ts';

const ROOT = resolve(__dirname, '../..');
const TSX = pathToFileURL(join(ROOT, 'node_modules/tsx/dist/esm/index.mjs')).href;
const example = readFileSync(join(ROOT, 'gray-failure.config.example.json'), 'utf8');
const elsewhere = example
  .replaceAll('us-east-1', 'eu-west-1')
  .replaceAll('use1', 'euw1')
  .replaceAll('111122223333', '444455556666');

interface Synthesised {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, never> }>;
}

/** What the example makes of two configurations, run as an app by itself. */
function synthesised(): { pipeline: Synthesised; stacks: Synthesised[] } {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'responders'));
  writeFileSync(join(folder, 'responders/111122223333.us-east-1.json'), example);
  writeFileSync(join(folder, 'responders/444455556666.eu-west-1.json'), elsewhere);
  const out = join(folder, 'out');
  const env = { ...process.env, CDK_OUTDIR: out, CDK_VALIDATION: 'false' };
  const app = join(ROOT, 'infra/example/pipeline.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', TSX, app], { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const templates = (place: string) => readdirSync(place).filter((file) => file.endsWith('.template.json'));
  const read = (...path: string[]) => JSON.parse(readFileSync(join(out, ...path), 'utf8')) as Synthesised;
  const stages = readdirSync(out).filter((name) => name.startsWith('assembly-'));
  return {
    pipeline: read('Responders.template.json'),
    stacks: stages.flatMap((stage) => templates(join(out, stage)).map((file) => read(stage, file))),
  };
}

function ofType({ Resources }: Synthesised, type: string) {
  return Object.values(Resources).flatMap(({ Type, Properties }) =>
    Type === type ? [Properties as Record<string, unknown>] : [],
  );
}

describe('the pipeline for many accounts and Regions', () => {
  it('deploys one Region after another, each only when no zone is out there', () => {
    const { pipeline, stacks } = synthesised();
    const [{ Stages = [] } = {}] = ofType(pipeline, 'AWS::CodePipeline::Pipeline') as {
      Stages?: { Name: string; Actions: { Name: string; RunOrder: number }[] }[];
    }[];
    const inOrder = ({ Name, Actions }: (typeof Stages)[number]) => [
      Name,
      ...Actions.sort((one, other) => one.RunOrder - other.RunOrder).map((action) => action.Name),
    ];
    const ask = 'No_zone_is_out_in';
    const deploy = ['gray-failure-responder-wildrydes.Prepare', 'gray-failure-responder-wildrydes.Deploy'];
    expect(Stages.slice(-2).map(inOrder)).toEqual([
      ['us-east-1-111122223333', `${ask}_111122223333_us-east-1`, ...deploy],
      ['eu-west-1-444455556666', `${ask}_444455556666_eu-west-1`, ...deploy],
    ]);
    const commands = ofType(pipeline, 'AWS::CodeBuild::Project').map(({ Source }) => (Source as { BuildSpec: string }).BuildSpec);
    const asked = commands.filter((text) => text.includes('describe-tags'));
    expect(asked).toHaveLength(2);
    expect(asked.join()).toContain('Values=gray-failure-responder:euw1-az1:0,');
    const functions = stacks.flatMap((stack) => ofType(stack, 'AWS::Lambda::Function').map(({ FunctionName }) => FunctionName));
    expect(functions).toEqual(['gray-failure-responder-wildrydes', 'gray-failure-responder-wildrydes']);
  });
});

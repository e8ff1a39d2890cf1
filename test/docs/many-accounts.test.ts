import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from '../infra/service-authorization.ts';
import { found, jsonBlocks, read, root } from './documents.ts';

const FOLDER = 'infra/many-accounts';
const text = read('docs/many-accounts.md').replace(/ \\\n\s*/g, ' ');
/** Each command that deploys a template of the folder. */
const deployments = found(new RegExp(`^(.*${FOLDER}/\\S+\\.yaml.*)$`, 'gm'), text).filter((line) =>
  line.includes('aws cloudformation'),
);

/** The parameters of a template, and which have to be given. */
function parametersOf(template: string): { names: string[]; required: string[] } {
  const [, section = ''] = /^Parameters:\n((?: .*\n)+)/m.exec(read(template)) ?? [];
  const parameters = section.split(/^ {2}(?=\w)/m).slice(1);
  const nameOf = (parameter: string) => parameter.split(':')[0] ?? '';
  return {
    names: parameters.map(nameOf),
    required: parameters.filter((parameter) => !/^ {4}Default:/m.test(parameter)).map(nameOf),
  };
}

describe('docs/many-accounts.md', () => {
  it('shows the pipeline that a test synthesises', () => {
    const [block] = found(/^```ts\n(.*?)^```$/gms, read('docs/many-accounts.md'));
    expect(block?.replace('gray-failure-responder/infra', '../index.ts')).toBe(read('infra/example/pipeline.ts'));
  });

  it('deploys each template of the folder, with the parameters that it requires', () => {
    const templates = deployments.map((line) => new RegExp(`${FOLDER}/\\S+\\.yaml`).exec(line)?.[0] ?? '');
    expect(templates.map((path) => path.slice(FOLDER.length + 1)).sort()).toEqual(readdirSync(join(root, FOLDER)).sort());
    for (const [index, line] of deployments.entries()) {
      const { names, required } = parametersOf(templates[index] ?? '');
      const given = [...found(/ParameterKey=(\w+)/g, line), ...found(/(?<=--parameter-overrides .*)\b([A-Z]\w+)=/g, line)];
      expect(names).toEqual(expect.arrayContaining(given));
      expect(given).toEqual(expect.arrayContaining(required));
    }
  });

  it('reads the log that the template makes', () => {
    const groups = found(/--log-group (\S+)/g, text);
    expect(groups).toEqual(found(/LogGroupName: (\S+)/g, read(`${FOLDER}/central-bus.template.yaml`)));
  });

  it('sends reports to the bus that the template makes', () => {
    const [bus] = found(/^ {6}Name: (\S+)/gm, read(`${FOLDER}/central-bus.template.yaml`));
    expect(found(/:event-bus\/(\S+)/g, text)).toEqual([bus]);
  });

  it('shows a policy that IAM knows', async () => {
    const policies = jsonBlocks(text).filter((block) => 'Statement' in block);
    expect(policies).toHaveLength(1);
    for (const policy of policies) expect(await problemsOf(policy as never)).toEqual([]);
  });

  it('copies code from and to the bucket that the template makes', () => {
    const [name = ''] = found(/BucketName: !Sub (\S+)/g, read(`${FOLDER}/code-bucket.template.yaml`));
    const pattern = new RegExp(
      `^${name.replace(/\$\{AWS::AccountId\}/, '\\d{12}').replace(/\$\{AWS::Region\}/, '[a-z]+-[a-z]+-\\d')}$`,
    );
    const buckets = found(/^bucket=(\S+)$/gm, text);
    expect(buckets.length).toBeGreaterThan(0);
    for (const bucket of buckets) expect(bucket).toMatch(pattern);
  });

  it('names files that exist', () => {
    const files = found(/\b(infra\/[\w./-]+\.(?:yaml|ts))/g, text);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

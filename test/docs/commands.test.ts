import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { stackNameOf } from '../../infra/configuration-file.ts';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../infra/responder-stack.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { parseEvent } from '../../shared/event/parse-event.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { anApp } from '../infra/stacks.ts';
import { everyText, found, read, root } from './documents.ts';

const EXAMPLE = 'gray-failure.config.example.json';
const ACTIONS = ['doctor', 'evacuate', 'restore', 'status', 'upkeep'];
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Commands that go on in the next line are one line. */
const text = everyText.replace(/ \\\n\s*/g, ' ');

/** What `npx cdk deploy` makes of the example configuration. */
function deployed() {
  const configuration = JSON.parse(read(EXAMPLE)) as ConfigurationDocument;
  const stackName = stackNameOf(configuration);
  const env = { region: 'us-east-1', account: '111122223333' };
  const code = () => () => Code.fromInline('// not built');
  const template = Template.fromStack(new ResponderStack(anApp(), stackName, { configuration, env, code }));
  const namesOf = (type: string, property: string) =>
    Object.values(template.findResources(type)).map(({ Properties }) => Properties[property]);
  return {
    stackName,
    functions: namesOf('AWS::Lambda::Function', 'FunctionName'),
    rules: namesOf('AWS::Events::Rule', 'Name'),
    outputs: Object.keys(template.toJSON().Outputs),
  };
}

/** The trigger of a request; throws what the responder answers to one that it refuses. */
function ask(request: object) {
  const policy = parseConfiguration(read(EXAMPLE));
  const identity = { region: 'us-east-1', account: null };
  return parseEvent(request, { policy, identity, requestId: 'r', now: new Date(0) });
}

/** Accepted once the reader has filled in a zone; refused before. */
function expectAccepted(request: { action: string; zone?: string }): void {
  const { action, zone } = request;
  if (zone === 'ZONE') expect(() => ask(request)).toThrow('accepted: use1-az1 (us-east-1a), use1-az2 (us-east-1b)');
  const kind = action === 'upkeep' ? 'tick' : 'manual';
  expect(ask(zone === 'ZONE' ? { ...request, zone: 'use1-az1' } : request)).toMatchObject({ kind, action });
}

function sourceOfSubCommand(name: string): string {
  return [`cli/commands/${name}.ts`, 'cli/run/request.ts', 'cli/configuration.ts'].map(read).join('\n');
}

/** The program that a script ends in, and what lies in the folder of its name. */
function sourceOf(script: string): string {
  const subCommand = /cli\/gray-failure\.ts (\w+)/.exec(scripts[script] ?? '')?.[1];
  if (subCommand !== undefined) return sourceOfSubCommand(subCommand);
  const program = found(/((?:infra|bench)\/\S+\.ts)/g, scripts[script] ?? '').at(-1) ?? 'package.json';
  const folder = program.replace(/\.ts$/, '');
  const parts = existsSync(join(root, folder)) ? readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')) : [];
  return [program, ...parts.map((name) => join(folder, name))].map(read).join('\n');
}

describe('the commands in the documents', () => {
  const stack = deployed();

  it('name the functions, rules and stacks that are deployed', () => {
    const functions = [...found(/--function(?:-name)? ([\w-]+)/g, text), ...found(/\/aws\/lambda\/([\w-]+)/g, text)];
    const rules = found(/aws events (?:dis|en)able-rule --name ([\w-]+)/g, text);
    // Stacks of templates that stand in the repository are named by whoever deploys them.
    const stacks = found(/^(?!.*--template-file infra\/).*--stack-name ([\w-]+)/gm, text);
    expect([functions.length > 15, rules.length > 3, stacks.length > 0]).toEqual([true, true, true]);
    expect(functions.filter((name) => name !== 'NAME' && !stack.functions.includes(name))).toEqual([]);
    expect(rules.filter((name) => !stack.rules.includes(name))).toEqual([]);
    expect(stacks.filter((name) => name !== stack.stackName)).toEqual([]);
  });

  it('name the outputs of the stack', () => {
    const outputs = [
      ...found(/OutputKey=='(\w+)'/g, text),
      ...found(/\boutputs\["(\w+)"\]/g, text),
      ...found(/`(\w+Command)`/g, text),
    ];
    expect(outputs).toEqual(expect.arrayContaining(['DryRunCommand', 'EvacuateCommand']));
    expect(outputs.filter((name) => !stack.outputs.includes(name))).toEqual([]);
  });

  it('run npm scripts that exist', () => {
    const named = [...new Set(found(/npm (?:--silent )?run ([\w:-]+)/g, text))];
    expect(named).toEqual(expect.arrayContaining(['gameday', 'region', 'replay', 'explain', 'bench']));
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('give npm scripts and sub-commands options that they take', () => {
    const calls = [
      ...[...text.matchAll(/npm (?:--silent )?run ([\w:-]+) -- ([^\n`|#]*)/g)].map((call) => ({ call, from: sourceOf })),
      ...[...text.matchAll(/gray-failure ([a-z]+) ([^\n`|#]*)/g)].map((call) => ({ call, from: sourceOfSubCommand })),
    ];
    const options = calls.flatMap(({ call: [, name = '', rest = ''], from }) =>
      found(/(?<=^|\s)--([a-z][\w-]*)/g, rest).map((option) => ({ name, option, from })),
    );
    expect(options.length).toBeGreaterThan(20);
    const taken = ({ name, option, from }: (typeof options)[number]) =>
      new RegExp(`(?:^\\s*|\\{ |, )'?${option}'?: \\{ type: |[oO]ption\\(\\s*'(?:-\\w, )?--${option}[ ']`, 'm').test(from(name));
    expect(options.filter((option) => !taken(option))).toEqual([]);
  });

  it('give CDK context that its apps read', () => {
    const keys = [...new Set(found(/ -c (\w+)=/g, text))];
    const known = ['infra/app.ts', 'infra/example/app.ts'].flatMap((app) => found(/tryGetContext\('(\w+)'\)/g, read(app)));
    expect(keys).toEqual(expect.arrayContaining(['config', 'alarms', 'zones']));
    expect(keys.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('run programs that exist', () => {
    const programs = found(/npx tsx ([\w/.-]+)/g, text);
    expect(programs).toContain('infra/example/app.ts');
    expect(programs.filter((program) => !existsSync(join(root, program)))).toEqual([]);
  });

  it('name only scenarios that exist', () => {
    const named = found(/npm run gameday -- [^\n`]*--scenario ([a-z][a-z-]+)/g, text);
    expect(named).toContain('full-circle');
    expect(named.filter((name) => !scenarios.some((scenario) => scenario.name === name))).toEqual([]);
  });

  it('send requests that the responder accepts', () => {
    const requests = found(/--payload '(\{.*?\})'/g, text).map((payload) => JSON.parse(payload));
    expect([...new Set(requests.map(({ action }) => action))].sort()).toEqual(ACTIONS);
    for (const request of requests) expectAccepted(request);
  });

  it('ask the command line for what it accepts', () => {
    const asked = found(/npx gray-failure (?:plan )?((?:doctor|evacuate|restore|status|upkeep)[^\n`|]*)/g, text);
    expect([...new Set(asked.map((words) => words.split(' ')[0]))].sort()).toEqual(ACTIONS);
    for (const words of asked) {
      const [action = '', second = '--'] = words.split(' ');
      const zone = second.startsWith('--') ? {} : { zone: second };
      expectAccepted({ action, override: found(/--override (\S+)/g, words), ...zone } as never);
    }
  });
});

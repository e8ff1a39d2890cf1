import { existsSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { CallOptions } from '../../shared/aws/client-options.ts';
import { readAlarmMakers } from '../../shared/aws/discovery/alarm-makers.ts';
import { discover } from '../../shared/aws/discovery/discover.ts';
import { resolveRegion } from '../../shared/aws/discovery/region.ts';
import { readTopicMakers } from '../../shared/aws/discovery/topic-makers.ts';
import { readUsualHours } from '../../shared/aws/discovery/usual-hours.ts';
import { type Draft, draftConfiguration, tailOf } from '../../shared/configuration/draft/draft-configuration.ts';
import { selectResources, type Wanted } from '../../shared/configuration/draft/select-resources.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { namedAsByStack } from '../../shared/configuration/stack-alarms.ts';
import { topicsNamedAsByStack } from '../../shared/configuration/stack-topic.ts';
import type { FoundAccount } from '../../shared/domain/index.ts';
import { describeError } from '../../shared/errors.ts';
import { grayFailureCommand } from '../../shared/report/suggested-command.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { checkPlace, placeFailure } from '../check-place.ts';
import { CONFIGURATION_FILE } from '../configuration.ts';
import { unreachable, usageFailure } from '../failure.ts';
import { describeDraft } from '../init/describe-draft.ts';
import { defaultApplication, type InitOptions, refuseUnfound, topicNamed, wantedIn } from '../init/options.ts';
import { askTopic, askWanted, withTerminal } from '../init/questions.ts';
import { schemaFor } from '../init/schema-file.ts';
import { endInOrder } from '../run/interrupts.ts';
import { PATIENCE_MILLIS, PATIENT_CLIENT } from '../run/patience.ts';
import { whileWaiting } from '../run/while-waiting.ts';
import { writeAnswer, writeProgress } from '../streams.ts';
import { typedAs } from '../typed-as.ts';

const MORE = `
Without --tag and --load-balancer it asks, in a terminal. It reads the account,
and writes nothing but the file.

Examples:
  gray-failure init --tag app=shop
  gray-failure init --load-balancer web --load-balancer api --application shop`;

/** Writes a first configuration from what the account has. Overwrites nothing without `--force`. */
export function initCommand(): Command {
  const more = (name: string, names: readonly string[]) => [...names, name];
  return new Command('init')
    .description('Writes a first configuration, in mode observe, from what the account has.')
    .option('--tag <key=value>', 'the tag of the application on its load balancers and Auto Scaling groups')
    .option('--load-balancer <name>', 'a load balancer of the application; may be given more than once', more, [])
    .option('--application <name>', "the application's name (default: the tag's value, or the first load balancer)")
    .option('--topic <name>', 'the SNS topic for notices (default: the one that the alarms tell, or the only one)')
    .option('--config <file>', 'the file to write', CONFIGURATION_FILE)
    .option('--force', 'overwrite the file', false)
    .addHelpText('after', MORE)
    .action(init);
}

async function init(options: InitOptions): Promise<void> {
  const { config: file, force } = options;
  checkPlace('--config', file);
  if (existsSync(file) && !force)
    throw usageFailure(`${file} exists; accepted: --force to overwrite it, or --config with another file`);
  const wanted = wantedIn(options);
  if (wanted === null && !process.stdin.isTTY) {
    throw usageFailure('which application? There is no terminal to ask on; accepted: --tag KEY=VALUE, or --load-balancer NAME');
  }
  endInOrder('nothing was written');
  const account = await readAccount();
  const chosen = wanted === null ? await ask(account, options) : { wanted, ...chosenIn(account, options, wanted) };
  const draft = await draftFor(account, chosen);
  const schema = schemaFor(file);
  const text = `${JSON.stringify({ $schema: schema.path, ...draft.document }, null, 2)}\n`;
  // What the responder would refuse is not written.
  parseConfiguration(text);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw placeFailure('--config', file, error);
  }
  schema.write();
  const found = file === CONFIGURATION_FILE ? [] : ['--config', file];
  const command = grayFailureCommand(typedAs(process.env), found)({ action: 'doctor', zone: undefined });
  writeAnswer(describeDraft(draft, { file, account, command, columns: columnsOf(process.stdout) }));
}

/** It is many questions, and pages of answers. */
function ofAll(): CallOptions {
  return { abortSignal: AbortSignal.timeout(PATIENCE_MILLIS) };
}

async function readAccount(): Promise<FoundAccount> {
  try {
    const region = await resolveRegion(PATIENT_CLIENT);
    writeProgress(`reading ${region} ...`);
    return await whileWaiting(`reading ${region}`, () => discover({ ...PATIENT_CLIENT, region }, ofAll()));
  } catch (error) {
    throw unreachable(error);
  }
}

interface Chosen {
  readonly wanted: Wanted;
  readonly application: string;
  readonly topicArn: string | null;
}

function chosenIn(account: FoundAccount, options: InitOptions, wanted: Wanted): Omit<Chosen, 'wanted'> {
  refuseUnfound(account, wanted);
  const application = options.application ?? defaultApplication(account, wanted);
  return { application, topicArn: topicNamed(account, options.topic) };
}

function ask(account: FoundAccount, options: InitOptions): Promise<Chosen> {
  return withTerminal(async (question) => {
    const wanted = await askWanted(account, question);
    const { application: named, topicArn } = chosenIn(account, options, wanted);
    const application = await question(`Name of the application [${named}]: `, (answer) => answer || named);
    return { wanted, application, topicArn: topicArn ?? (await askTopic(account, question)) };
  });
}

async function draftFor(account: FoundAccount, chosen: Chosen): Promise<Draft> {
  const { loadBalancers } = selectResources(account, chosen.wanted);
  const asked = loadBalancers
    .map(({ arn, zoneNames }) => ({ tail: tailOf(arn), zoneNames }))
    .filter(({ tail }) => tail.startsWith('app/'));
  const about = { loadBalancers: asked, now: new Date() };
  const client = { ...PATIENT_CLIENT, region: account.region };
  const [madeBy, topicsMadeBy] = await Promise.all([
    readAlarmMakers(client, ofAll(), namedAsByStack(account, chosen.application)),
    readTopicMakers(client, ofAll(), topicsNamedAsByStack(account)),
  ]);
  const read = readUsualHours(client, ofAll(), about);
  const usualHours = await whileWaiting('reading the metrics of the last day', () => read).then(
    (value) => ({ known: true, value }) as const,
    (error: unknown) => ({ known: false, why: describeError(error) }) as const,
  );
  const draft = draftConfiguration(account, { ...chosen, usualHours, madeBy, topicsMadeBy });
  const { length } = draft.document.zones;
  if (length >= 2) return draft;
  throw usageFailure(
    `what was found is in ${length} zone${length === 1 ? '' : 's'}, so there is nowhere to evacuate to; accepted: an application in 2 or more zones`,
  );
}

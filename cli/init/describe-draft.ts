import type { ConfigurationDocument, Draft } from '../../shared/configuration/draft/draft-configuration.ts';
import type { FoundAccount } from '../../shared/domain/index.ts';
import { few } from '../../shared/situation/few.ts';
import { hang, hangCommand } from '../../shared/tell/columns.ts';
import { nameOfTopic } from './options.ts';

const LEAD = 18;

interface About {
  readonly file: string;
  /** What was read. */
  readonly account: Pick<FoundAccount, 'identity' | 'region'>;
  /** What comes next. */
  readonly command: string;
  readonly columns: number;
}

/** What was written, what was chosen and why, what was not found, and what comes next. */
export function describeDraft({ document, choices, notes, leftTo }: Draft, about: About): string {
  const { file, account, command, columns } = about;
  const row = ([lead, text]: readonly [string, string]) => hang(`  ${lead.padEnd(LEAD - 2)}`, text, columns);
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? [] : ['', title, ...items.flatMap((item) => hang('- ', item, columns))];
  return [
    ...hang('', `${file} is written: ${document.application} in ${document.zones.length} zones, mode observe`, columns),
    ...row(['account', `${account.identity.account}, ${account.region}, as ${account.identity.arn}`]),
    ...rowsOf(document, leftTo).flatMap(row),
    ...list('by the traffic of the last day:', choices),
    ...list('not found:', notes),
    '',
    ...hangCommand('next: ', command, columns),
  ].join('\n');
}

function rowsOf(document: ConfigurationDocument, { alarms: stack, topic }: Draft['leftTo']): [string, string][] {
  const { zones, resources = [], autoScalingGroups = [], ...rest } = document;
  const counted = (named: readonly (string | undefined)[]) =>
    `${named.filter((name) => name !== undefined).length} of ${zones.length}`;
  const groups =
    'tag' in autoScalingGroups
      ? `all with ${autoScalingGroups.tag.key}=${autoScalingGroups.tag.value}`
      : few(
          autoScalingGroups.map(({ name }) => name),
          ', ',
        );
  return [
    ['zones', zones.map(({ zoneId, zoneName }) => `${zoneId} (${zoneName})`).join(', ')],
    [
      'load balancers',
      few(
        resources.map((arn) => arn.split(':loadbalancer/')[1] ?? arn),
        ', ',
      ) || 'none',
    ],
    ['groups', groups || 'none'],
    [
      'impact alarms',
      stack === null ? counted(zones.map(({ impactAlarm }) => impactAlarm)) : `made by stack ${stack}, which goes on making them`,
    ],
    ['recovery alarms', counted(zones.map(({ recoveryAlarm }) => recoveryAlarm))],
    ['regional alarm', [...(rest.regionalAlarms ?? []), ...(stack === null ? [] : [`the one of ${stack}`])].join(', ') || 'none'],
    ['signals', `${rest.signals?.length ?? 0}`],
    ['notices', topic !== null ? `the topic of ${topic}` : nameOfTopic(rest.notify?.topicArn ?? 'none')],
  ];
}

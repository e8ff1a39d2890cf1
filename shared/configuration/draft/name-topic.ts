import type { FoundAccount, Maker, Reading } from '../../domain/index.ts';
import type { NamedAlarms } from './name-alarms.ts';

export interface NamedTopic {
  readonly topicArn: string | null;
  /** The application's own stack, if it has made the topic for notices. Then none is named, or its next deployment would delete it. */
  readonly topicStack: string | null;
}

interface Asked {
  readonly application: string;
  /** The one that somebody chose. */
  readonly topicArn: string | null;
  readonly topicsMadeBy: Reading<Readonly<Record<string, Maker>>>;
}

/** The topic that somebody chose; else the one of the application's own stack, which is not named; else what the account tells. */
export function nameTopic(account: FoundAccount, asked: Asked, alarms: NamedAlarms): NamedTopic {
  const { topicArn: chosen, topicsMadeBy, application } = asked;
  const made = topicsMadeBy.known ? Object.entries(topicsMadeBy.value) : [];
  const [ownArn, own] = made.find(([, maker]) => maker.application === application) ?? [];
  if (own !== undefined && (chosen === null || chosen === ownArn)) return { topicArn: null, topicStack: own.stack };
  return { topicArn: chosen ?? topicOf(account, alarms), topicStack: null };
}

/** The topic that the application's own alarms tell; else the only one of the account. */
function topicOf({ alarms, topics }: FoundAccount, { impact, regional }: NamedAlarms): string | null {
  const names = [...Object.values(impact), ...regional];
  const ofAlarms = alarms.known ? alarms.value.filter(({ name }) => names.includes(name)).flatMap((alarm) => alarm.topics) : [];
  for (const found of [[...new Set(ofAlarms)], topics.known ? topics.value : []]) {
    if (found.length === 1) return found[0] ?? null;
  }
  return null;
}

import { ListAlarmMuteRulesCommand } from '@aws-sdk/client-cloudwatch';
import type { AlarmSource } from './alarm-source.ts';
import { call } from './call.ts';

/** The ARN of a mute rule that is active for the alarm now; null: none is. */
export async function findMute({ client, options }: AlarmSource, AlarmName: string): Promise<string | null> {
  let NextToken: string | undefined;
  do {
    const command = new ListAlarmMuteRulesCommand({ AlarmName, Statuses: ['ACTIVE'], NextToken });
    const page = await call('reading mute rules', () => client.send(command, options), options);
    const [rule] = page.AlarmMuteRuleSummaries ?? [];
    if (rule !== undefined) return rule.AlarmMuteRuleArn ?? 'a mute rule';
    NextToken = page.NextToken;
  } while (NextToken);
  return null;
}

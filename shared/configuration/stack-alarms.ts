import type { FoundAccount, FoundAlarm } from '../domain/index.ts';

interface Named {
  readonly application: string;
  readonly zones: readonly { readonly zoneId: string }[];
}

/** What a configuration could name of the alarms that the application's own stack makes (infra/responder-stack.ts). */
export function stackAlarmNames({ application, zones }: Named): {
  readonly impact: readonly string[];
  readonly regional: string;
} {
  return {
    impact: zones.map(({ zoneId }) => `${zoneId}-${application}-isolated-impact`),
    regional: `${application}-regional-impact`,
  };
}

/**
 * The alarms of the account with these names: the stack's, or those that somebody's own stack makes with the construct. The regional
 * alarm's name alone says nothing, since it is the same for all who use the construct.
 */
export function namedAsByStack({ alarms, zones }: Pick<FoundAccount, 'alarms' | 'zones'>, application: string): FoundAlarm[] {
  const { impact, regional } = stackAlarmNames({ application, zones });
  const found = alarms.known ? alarms.value.filter(({ name }) => impact.includes(name) || name === regional) : [];
  return found.some(({ name }) => name !== regional) ? found : [];
}

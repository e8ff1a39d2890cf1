import { selectResources, unknownNames, type Wanted } from '../../shared/configuration/draft/select-resources.ts';
import type { FoundAccount, Tag } from '../../shared/domain/index.ts';
import { usageFailure } from '../failure.ts';

export interface InitOptions {
  readonly tag?: string;
  readonly loadBalancer: readonly string[];
  readonly application?: string;
  readonly topic?: string;
  readonly config: string;
  readonly force: boolean;
}

/** `app=shop`. A value may contain `=`. */
export function readTag(text: string): Tag {
  const [, key = '', value = ''] = /^([^=]+)=(.+)$/.exec(text.trim()) ?? [];
  if (key === '') throw usageFailure(`--tag cannot be "${text}"; accepted: KEY=VALUE, such as app=shop`);
  return { key, value };
}

/** What the options say; null: they say nothing, and somebody has to be asked. */
export function wantedIn({ tag, loadBalancer }: InitOptions): Wanted | null {
  if (tag === undefined && loadBalancer.length === 0) return null;
  return { tag: tag === undefined ? null : readTag(tag), loadBalancers: loadBalancer };
}

/** Throws a Failure (exit code 2) where nothing, or not all of it, is there. */
export function refuseUnfound(account: FoundAccount, wanted: Wanted): void {
  const unknown = unknownNames(account, wanted);
  const names = account.loadBalancers.map(({ name }) => name);
  const there = names.length === 0 ? `none is in ${account.region}` : names.join(', ');
  if (unknown.length > 0) throw usageFailure(`--load-balancer cannot be "${unknown.join('", "')}"; accepted: ${there}`);
  const { loadBalancers, groups } = selectResources(account, wanted);
  if (loadBalancers.length + groups.length > 0) return;
  const { key, value } = wanted.tag ?? { key: '', value: '' };
  throw usageFailure(
    `no load balancer and no Auto Scaling group of account ${account.identity.account} in ${account.region} bears ${key}=${value}; accepted: another --tag, or --load-balancer NAME (${there})`,
  );
}

/** The ARN of the topic of this name; null: none was named. */
export function topicNamed({ topics }: FoundAccount, name: string | undefined): string | null {
  if (name === undefined) return null;
  const arns = topics.known ? topics.value : [];
  const found = arns.find((arn) => arn === name || nameOfTopic(arn) === name);
  if (found !== undefined) return found;
  throw usageFailure(`--topic cannot be "${name}"; accepted: ${arns.map(nameOfTopic).join(', ') || 'none is there'}`);
}

export function nameOfTopic(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** The tag's value, else the first load balancer's name, in the letters that are accepted. */
export function defaultApplication(account: FoundAccount, wanted: Wanted): string {
  const { loadBalancers, groups } = selectResources(account, wanted);
  const name = wanted.tag?.value ?? loadBalancers[0]?.name ?? groups[0]?.name ?? '';
  return name.replaceAll(/[^\w.-]/g, '-').slice(0, LONGEST_DEPLOYED);
}

/** docs/configuration.md, `application`. */
const LONGEST_DEPLOYED = 34;

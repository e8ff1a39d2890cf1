import { Token } from 'aws-cdk-lib';
import { isPlaceholder, isUnknown } from '../../placeholders.ts';

/** Where the stack will be deployed, as known at synth, or a guess. */
export interface KnownPlace {
  readonly region: string;
  readonly account: string;
}

/** The parts of it that are known. */
export interface SomePlace {
  readonly region?: string | undefined;
  readonly account?: string | undefined;
}

type Kind =
  | 'zoneId'
  | 'zoneName'
  | 'resource'
  | 'topicArn'
  | 'loadBalancer'
  | 'networkLoadBalancer'
  | 'targetGroup'
  | 'subnetId'
  | 'gatewayId'
  | 'launchTemplateId'
  | 'instanceRole'
  | 'name';

/** The kind of a text, by the member that holds or lists it. */
const KIND_OF_MEMBER: Readonly<Record<string, Kind>> = {
  zoneId: 'zoneId',
  zoneName: 'zoneName',
  resources: 'resource',
  topicArn: 'topicArn',
  loadBalancer: 'loadBalancer',
  targetGroups: 'targetGroup',
  launchTemplateId: 'launchTemplateId',
  instanceRole: 'instanceRole',
  subnets: 'zoneId',
  gateways: 'zoneId',
};

/** The kind of keys, by the member that holds them. */
const KIND_OF_KEYS: Readonly<Record<string, Kind>> = { subnets: 'subnetId', gateways: 'gatewayId', rules: 'zoneId' };

/**
 * Replaces each token in a document with a plausible value of its kind, always the same for the same token. So everything that
 * does not depend on a token can be validated at synth. Most stand-ins contain `deploy-time`, so that messages show what they
 * are. Placeholders of lookups count as tokens, each as a different one, because two load balancers have the same placeholder.
 */
export class StandIns {
  readonly #place: KnownPlace;
  /** Token by stand-in. */
  readonly #meant = new Map<string, string>();

  constructor(place: KnownPlace) {
    this.#place = place;
  }

  /**
   * The document with stand-ins instead of tokens. Resources come first, because a token there is an ARN wherever else it
   * appears.
   */
  concrete<Document>(document: Document): Document {
    const { resources }: { resources?: unknown } = Object(document);
    const tokens = Array.isArray(resources) ? resources.filter((arn) => typeof arn === 'string' && !isPlaceholder(arn)) : [];
    this.#walk({ resources: tokens }, { kind: 'name', keys: 'name' });
    return this.#walk(document, { kind: 'name', keys: 'name' }) as Document;
  }

  /** The reverse: puts the tokens back into a value derived from a concrete document. */
  withTokens<Value>(value: Value): Value {
    return mapTexts(value, (text) => this.#meant.get(text) ?? text) as Value;
  }

  #walk(value: unknown, of: { readonly kind: Kind; readonly keys: Kind }): unknown {
    if (typeof value === 'string') return this.#textFor(value, of.kind);
    if (Array.isArray(value)) return value.map((item) => this.#walk(item, of));
    if (typeof value !== 'object' || value === null) return value;
    const isOfNetwork = 'kind' in value && value.kind === 'network-load-balancer';
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        const known = key === 'loadBalancer' && isOfNetwork ? 'networkLoadBalancer' : KIND_OF_MEMBER[key];
        const kind = known ?? (of.kind === 'zoneId' ? of.kind : 'name');
        return [this.#textFor(key, of.keys), this.#walk(member, { kind, keys: KIND_OF_KEYS[key] ?? 'name' })];
      }),
    );
  }

  #textFor(text: string, kind: Kind): string {
    if (!isUnknown(text)) return text;
    const known = [...this.#meant].find(([, meant]) => meant === text && Token.isUnresolved(text));
    if (known !== undefined) return known[0];
    const standIn = this.#make(kind, this.#meant.size + 1);
    this.#meant.set(standIn, text);
    return standIn;
  }

  /** At least as long as AWS's own values, because they determine the estimated size of the document. */
  #make(kind: Kind, number: number): string {
    const { region, account } = this.#place;
    const tail = `app/deploy-time-load-balancer-name/${String(number).padStart(16, '0')}`;
    const make: Readonly<Record<Kind, () => string>> = {
      // Numbers and letters that AWS does not use, so that a token never looks like a duplicate of a known value.
      zoneId: () => `zzz1-az${900 + number}`,
      zoneName: () => `${region}${String.fromCharCode('z'.charCodeAt(0) - ((number - 1) % 20))}`,
      resource: () => `arn:aws:elasticloadbalancing:${region}:${account}:loadbalancer/${tail}`,
      topicArn: () => `arn:aws:sns:${region}:${account}:deploy-time-topic-${number}`,
      loadBalancer: () => tail,
      networkLoadBalancer: () => tail.replace('app/', 'net/'),
      targetGroup: () => `targetgroup/deploy-time-target-group-name/${String(number).padStart(16, '0')}`,
      subnetId: () => `subnet-deploytime${String(number).padStart(7, '0')}`,
      gatewayId: () => `nat-deploytime${String(number).padStart(7, '0')}`,
      launchTemplateId: () => `lt-deploytime${String(number).padStart(7, '0')}`,
      instanceRole: () => `arn:aws:iam::${account}:role/deploy-time-role-name-of-a-length-that-is-common-${number}`,
      name: () => `deploy-time-name-of-a-length-that-is-common-${number}`,
    };
    return make[kind]();
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [change(key), mapTexts(member, change)]));
}

import type { Mode } from '../../shared/domain/index.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { FUNCTION_NAME, type Stage, type StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import type { ApiRequest } from '../../simulator/region/operations/api.ts';
import type { Region } from '../../simulator/region/region.ts';
import { describeRequest, grantsOf, type IamRequest, isAllowed, isRead, type PolicyDocument } from './iam.ts';
import { iamRequestsOf } from './iam-requests.ts';
import { rolePolicy } from './role.ts';

type Configuration = Readonly<Record<string, unknown>>;

/**
 * What a responder asked of IAM while it was played, against the role that is synthesised for its configuration. The role
 * is the narrowest: its configuration names the subnets too, so that they are pinned.
 */
export class RoleUnderTest {
  /** One a deployment: what it is configured with, and each different request once. */
  #deployments: { readonly configuration: Configuration; readonly requests: Map<string, IamRequest> }[] = [];

  /** `props`: of the construct, on top of the configuration. */
  constructor(private readonly props: Configuration = {}) {}

  /** The responder in this process, heard. */
  readonly driver: StartDriver = (stage) => {
    this.#deploy(stage);
    return inProcess({ onCall: (call) => this.#hear(call, stage.region) })(stage);
  };

  /** The same around a driver that cannot be heard itself, on a Region that nobody else calls. */
  around(start: StartDriver): StartDriver {
    return (stage) => {
      this.#deploy(stage);
      stage.region.onCall((call) => this.#hear(call, stage.region));
      return start(stage);
    };
  }

  #deploy({ configuration, region }: Stage): void {
    const subnets = region.spec.subnets.map(({ subnetId, zoneId }) => [subnetId, zoneId]);
    const pinned = { name: FUNCTION_NAME, ...configuration, subnets: Object.fromEntries(subnets), ...this.props };
    this.#deployments.push({ configuration: pinned, requests: new Map() });
  }

  #hear(call: ApiRequest, region: Region): void {
    for (const request of iamRequestsOf(call, region)) this.#deployments.at(-1)?.requests.set(JSON.stringify(request), request);
  }

  /** Each different request once, of all deployments. */
  get requests(): ReadonlyMap<string, IamRequest> {
    return new Map(this.#deployments.flatMap(({ requests }) => [...requests]));
  }

  /** The role as deployed last, or as it would be in another mode. */
  policy(mode?: Mode): PolicyDocument {
    return policyIn(this.#deployments.at(-1)?.configuration ?? {}, mode);
  }

  /** What was asked and the role refuses, or would refuse if it were deployed in another mode: in words. */
  async refused(mode?: Mode): Promise<string[]> {
    return this.#those(async (request, configuration) => !(await decide(policyIn(configuration, mode), request)));
  }

  /** What was asked and would change something, by the Service Authorization Reference. */
  async writes(): Promise<string[]> {
    return this.#those(async ({ action }) => !(await isRead(action)));
  }

  async #those(are: (request: IamRequest, configuration: Configuration) => Promise<boolean>): Promise<string[]> {
    const asked = this.#deployments.flatMap(({ configuration, requests }) =>
      [...requests.values()].map((request) => ({ request, configuration })),
    );
    const sorted = await Promise.all(
      asked.map(async ({ request, configuration }) => ({ request, is: await are(request, configuration) })),
    );
    return [...new Set(sorted.filter(({ is }) => is).map(({ request }) => describeRequest(request)))];
  }
}

function policyIn(configuration: Configuration, mode: Mode | undefined): PolicyDocument {
  return policyFor(mode === undefined ? configuration : { ...configuration, mode });
}

// The same few roles and requests come up in every scenario: each is synthesised and decided once.
const policies = new Map<string, PolicyDocument>();
const decisions = new Map<PolicyDocument, Map<string, Promise<boolean>>>();

function policyFor(configuration: Configuration): PolicyDocument {
  const key = JSON.stringify(configuration);
  const policy = policies.get(key) ?? rolePolicy(configuration);
  policies.set(key, policy);
  return policy;
}

function decide(policy: PolicyDocument, request: IamRequest): Promise<boolean> {
  const known = decisions.get(policy) ?? new Map<string, Promise<boolean>>();
  decisions.set(policy, known);
  const key = JSON.stringify(request);
  const decision = known.get(key) ?? isAllowed(policy, request);
  known.set(key, decision);
  return decision;
}

/**
 * Each action on each resource that the roles allow, and none of the requests that they got is for. Conditions count, but not the
 * zone in them: what one zone needs, the others do too.
 */
export async function unusedGrants(roles: readonly RoleUnderTest[]): Promise<string[]> {
  const requests = new Map(roles.flatMap((role) => [...role.requests]));
  const all = new Map(roles.flatMap((role) => grantsOf(role.policy())).map((grant) => [JSON.stringify(grant), grant]));
  const used = await Promise.all(
    [...all.values()].map(async (grant) => {
      const asked = [...requests.values()].filter(({ action }) => action === grant.Action);
      const granted = await Promise.all(
        asked.map((request) => isAllowed({ Version: '2012-10-17', Statement: [grant] }, request)),
      );
      return granted.includes(true) ? [forAnyZone(grant)] : [];
    }),
  );
  const isUsed = new Set(used.flat());
  const unused = [...all.values()].filter((grant) => !isUsed.has(forAnyZone(grant)));
  return unused.map(({ Action, Resource }) => `${Action} on ${Resource}`);
}

function forAnyZone({ Sid: _name, ...grant }: ReturnType<typeof grantsOf>[number]): string {
  return JSON.stringify(grant).replace(/gray-failure-responder:[\w-]+:0/, 'gray-failure-responder:ZONE:0');
}

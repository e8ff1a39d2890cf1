import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type LoadBalancerSpec,
  type LoadBalancerType,
  loadBalancerArn,
  targetGroupDimension,
} from '../load-balancer/load-balancer.ts';
import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';
import { type AlarmSpec, alarmsOfTemplate, type Template } from './template-alarms.ts';

/** Relative to the project root, where all commands run. */
const TEMPLATES = 'dist/game-day';

const templates = new Map<string, Template>();

export interface AlarmedRegion extends Identity {
  readonly zones: readonly { readonly zoneId: string; readonly zoneName: string }[];
  /** The first is the one that users reach. */
  readonly loadBalancers: readonly LoadBalancerSpec[];
  readonly networkLoadBalancers?: readonly LoadBalancerSpec[];
}

/**
 * The alarms of the application `wildrydes`, as synthesised by `infra` (ZonalImpactAlarms, ZonalCanaryAlarms) and deployed into
 * this Region. There is no other definition of them. `npm run build` writes the templates, for as many load balancers as
 * MOST_WATCHED: the first ones with a target group. Network Load Balancers have alarms where there is no other.
 */
export function gameDayAlarms({ region, account, zones, ...given }: AlarmedRegion): AlarmSpec[] {
  const { type, loadBalancers } = watched(given);
  const identity = { region, account };
  const parameters = Object.fromEntries([
    ...zones.map(({ zoneName }, index) => [`ZoneName${index}`, zoneName]),
    ...loadBalancers.flatMap((loadBalancer, index) => {
      const [group] = loadBalancer.targetGroups;
      return [
        [`LoadBalancer${index}`, loadBalancerArn(loadBalancer, identity, type)],
        ...(group === undefined
          ? []
          : [
              [
                `TargetGroup${index}`,
                `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${account}:${targetGroupDimension(group)}`,
              ],
            ]),
      ];
    }),
  ]) as Record<string, string>;
  const name = `zones-${zones.length}-${type === 'net' ? 'network-' : ''}load-balancers-${loadBalancers.length}`;
  return alarmsOfTemplate(templateOf(name), { identity, zones, parameters });
}

const MOST_WATCHED: Readonly<Record<LoadBalancerType, number>> = { app: 2, net: 1 };

function watched({ loadBalancers, networkLoadBalancers = [] }: Pick<AlarmedRegion, 'loadBalancers' | 'networkLoadBalancers'>) {
  const [type, all] = loadBalancers.length > 0 ? (['app', loadBalancers] as const) : (['net', networkLoadBalancers] as const);
  return { type, loadBalancers: all.filter(({ targetGroups }) => targetGroups.length > 0).slice(0, MOST_WATCHED[type]) };
}

/** Cached, because one process may play many game days. */
function templateOf(name: string): Template {
  const known = templates.get(name);
  if (known !== undefined) return known;
  const path = resolve(TEMPLATES, `${name}.template.json`);
  const template = JSON.parse(read(path)) as Template;
  templates.set(name, template);
  return template;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`no alarm template at ${path}; run "npm run build", which writes those for 2 to 6 zones`, {
      cause,
    });
  }
}

import { Arc } from './arc/arc.ts';
import { AutoScaling } from './auto-scaling/auto-scaling.ts';
import { Clock } from './clock.ts';
import { CloudWatch } from './cloud-watch/cloud-watch.ts';
import { Ec2 } from './ec2/ec2.ts';
import { EventBus } from './events/event-bus.ts';
import { Topics } from './events/topics.ts';
import { AwsFaults } from './faults/aws-faults.ts';
import { type LaunchFailure, WorldFaults } from './faults/world-faults.ts';
import { loadBalancerOperations } from './load-balancer/describe-load-balancers.ts';
import { faultyTargets } from './load-balancer/faulty-targets.ts';
import { InstancesInService } from './load-balancer/instances-in-service.ts';
import { LoadBalancer } from './load-balancer/load-balancer.ts';
import type { MinuteReport } from './load-balancer/load-balancer-metrics.ts';
import { Api, type ApiRequest, type CallOutcome, type CallRecord } from './operations/api.ts';
import type { Identity } from './operations/operation.ts';
import { Random } from './random.ts';
import type { RegionSpec, ZoneSpec } from './region-spec.ts';
import { Account } from './responder/account.ts';
import { ResponderDeployment } from './responder/deployed-responder.ts';
import { MetricSources } from './traffic/metric-sources.ts';
import { type InstancesAtStart, RecordedPast } from './traffic/recorded-past.ts';
import { SLICE_SECONDS } from './traffic/traffic.ts';
import { type TrafficMinute, toTrafficMinute } from './traffic/traffic-history.ts';

const SLICE_MILLIS = SLICE_SECONDS * 1000;
const MINUTE_MILLIS = 60_000;

/**
 * A model of an AWS Region: its zones, load balancers, groups, traffic and alarms run on its own clock, and `call` is its API.
 * Randomness does not depend on calls: two Regions with the same spec see the same arrivals, whoever responds.
 */
export class Region {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly zones: readonly ZoneSpec[];
  readonly events: EventBus;
  readonly topics: Topics;
  readonly cloudWatch: CloudWatch;
  readonly arc: Arc;
  readonly ec2: Ec2;
  readonly autoScaling: AutoScaling;
  readonly awsFaults: AwsFaults;
  readonly worldFaults: WorldFaults;
  readonly loadBalancers: readonly LoadBalancer[];
  /** The responder as its own account shows it: the function, its rules. */
  readonly responder: ResponderDeployment;
  readonly account: Account;
  /** All finished minutes, oldest first. */
  readonly minutes: TrafficMinute[] = [];
  readonly #instances: InstancesInService;
  readonly #sources: MetricSources;
  readonly #api: Api;

  constructor(readonly spec: RegionSpec) {
    const random = new Random(spec.seed);
    this.clock = new Clock(new Date(spec.startsAt), { isStill: spec.isStill ?? false });
    this.identity = { region: spec.region, account: spec.account };
    this.zones = spec.zones;
    this.events = new EventBus(this.clock, random.fork('events'), this.identity);
    this.topics = new Topics(this.clock, this.identity);
    this.cloudWatch = new CloudWatch(this.clock, this.identity, (event) => this.events.publish(event));
    this.arc = new Arc(this.clock, this.identity, (event) => this.events.publish(event));
    this.ec2 = new Ec2([...spec.zones], this.identity);
    this.autoScaling = this.#createAutoScaling(random.fork('auto-scaling'));
    this.#instances = new InstancesInService(this.autoScaling);
    this.loadBalancers = [
      ...spec.loadBalancers.map((loadBalancer) => new LoadBalancer(loadBalancer, this.identity)),
      ...(spec.networkLoadBalancers ?? []).map((loadBalancer) => new LoadBalancer(loadBalancer, this.identity, 'net')),
    ];
    this.responder = new ResponderDeployment(spec.responder ?? null, this.identity);
    this.account = new Account(this.identity);
    this.#create(spec);
    this.worldFaults = this.#createWorldFaults(random.fork('world-faults'));
    this.#sources = this.#createSources(random);
    if (!spec.isStill) this.cloudWatch.past = new RecordedPast(spec, { random: random.fork('past'), instances: this.#atStart() });
    const resourceOf = ({ input }: ApiRequest) => this.arc.resourceOf(input);
    this.awsFaults = new AwsFaults({ clock: this.clock, random: random.fork('aws-faults'), identity: this.identity, resourceOf });
    this.#api = this.#createApi(random.fork('api'));
    if (!spec.isStill) this.#scheduleSlices();
  }

  /** Answers an API call at the current instant. Never throws. */
  call(request: ApiRequest): CallOutcome {
    return this.#api.call(request);
  }

  /** The audit log: all calls, successful or not. */
  get calls(): readonly CallRecord[] {
    return this.#api.calls;
  }

  onCall(listener: (record: CallRecord) => void): () => void {
    return this.#api.onCall(listener);
  }

  /** Moves the clock to `millis` (since the epoch), or stops earlier after an event that makes `until` true. */
  advanceTo(millis: number, until?: () => boolean): void {
    this.clock.advanceTo(millis, until);
  }

  /** Whether world faults currently make requests in the zone fail or slow down, even if there is no traffic. */
  isImpaired(zoneId: string): boolean {
    return this.#sources.canaries.isImpaired(zoneId);
  }

  /** Failed requests in the finished minutes since `from` (milliseconds since the epoch). */
  failedRequests(from = 0): number {
    return this.minutes.filter(({ at }) => at >= from).reduce((sum, { total }) => sum + total.faults, 0);
  }

  #createAutoScaling(random: Random): AutoScaling {
    const shiftedAway = (arn: string) => Object.entries(this.arc.appliedWeights(arn)).find(([, weight]) => weight === 0)?.[0];
    return new AutoScaling({ clock: this.clock, random, identity: this.identity, ec2: this.ec2, zoneShiftedAway: shiftedAway });
  }

  /** ARC knows a group as long as it exists and is opted in. */
  #registerGroupsWithArc(): void {
    this.autoScaling.onGroup(({ arn, name, zoneIds, zonalShiftEnabled }) => {
      if (zonalShiftEnabled && this.autoScaling.group(name) !== undefined) this.arc.register({ arn, name, zoneIds });
      else this.arc.unregister(arn);
    });
  }

  #registerClusters(): void {
    const zoneIds = this.zones.map(({ zoneId }) => zoneId);
    for (const arn of this.spec.clusters ?? []) this.arc.register({ arn, name: arn.split('/').at(-1) ?? arn, zoneIds });
  }

  #create({ subnets, groups, topics, alarms }: RegionSpec): void {
    this.#registerGroupsWithArc();
    this.#registerClusters();
    for (const subnet of subnets) this.ec2.addSubnet(subnet);
    for (const group of groups) this.autoScaling.addGroup(group);
    for (const topic of topics) this.topics.create(topic);
    for (const { arn, dimension, spec } of this.loadBalancers) {
      const { zonalShiftEnabled, zoneIds, shiftsTakeEffect = true } = spec;
      if (zonalShiftEnabled) this.arc.register({ arn, name: dimension, zoneIds: [...zoneIds], shiftsTakeEffect });
    }
    for (const { kind, input } of alarms) {
      const operation = this.cloudWatch.operations[kind === 'metric' ? 'PutMetricAlarm' : 'PutCompositeAlarm'];
      operation?.run(operation.input.parse(input));
    }
  }

  #createWorldFaults(random: Random): WorldFaults {
    const instancesIn = ({ group, zoneId }: { group: string; zoneId: string }) =>
      this.#instances
        .of(group)
        .filter((instance) => instance.zoneId === zoneId)
        .map(({ instanceId }) => instanceId);
    const inServiceAt = (instanceId: string) => this.autoScaling.instance(instanceId)?.inServiceAt;
    const failLaunches = (failure: LaunchFailure | undefined) => {
      this.autoScaling.launchesFail = failure;
    };
    return new WorldFaults({ clock: this.clock, random, instancesIn, inServiceAt, failLaunches }, this.spec.faults);
  }

  #createSources(random: Random): MetricSources {
    return new MetricSources(this.spec, {
      random,
      sliceSeconds: SLICE_SECONDS,
      loadBalancers: this.loadBalancers,
      weightsOf: (arn) => this.arc.appliedWeights(arn),
      conditionOf: (target) => this.worldFaults.conditionOf(target),
      packetLossIn: (zoneId) => this.worldFaults.packetLossIn(zoneId),
      instancesOf: (groups) => this.#instances.behindLoadBalancers(groups),
      reportUnhealthy: ({ groups, instanceId }) => {
        const group = groups.map((name) => this.autoScaling.group(name)).find((known) => known?.instances.has(instanceId));
        if (group?.healthCheckType === 'ELB') this.autoScaling.markUnhealthy(instanceId);
      },
    });
  }

  #atStart(): InstancesAtStart {
    return new Map(this.spec.groups.map(({ name }) => [name, [...this.#instances.behindLoadBalancers([name])]]));
  }

  #createApi(random: Random): Api {
    return new Api({
      clock: this.clock,
      random,
      faults: this.awsFaults,
      services: {
        'arc-zonal-shift': this.arc.operations,
        monitoring: this.cloudWatch.operations,
        autoscaling: this.autoScaling.operations,
        ec2: this.ec2.operations,
        sns: this.topics.operations,
        events: { ...this.events.operations, ...this.responder.ruleOperations },
        elasticloadbalancing: loadBalancerOperations(this),
        sts: this.account.identityOperations,
        lambda: this.responder.functionOperations,
        iam: this.account.policyOperations,
        logs: this.responder.log.operations,
      },
    });
  }

  /** Plays each slice at its beginning, after closing a minute that ends at the same instant. */
  #scheduleSlices(): void {
    const tick = () => {
      if (this.clock.millis % MINUTE_MILLIS === 0 && this.clock.millis > new Date(this.spec.startsAt).getTime())
        this.#closeMinute();
      this.worldFaults.playLaunches();
      this.#sources.playSlice(this.clock.millis);
    };
    if (this.clock.millis % SLICE_MILLIS === 0) this.clock.at(this.clock.millis, tick);
    this.clock.every({ periodMillis: SLICE_MILLIS }, tick);
  }

  #closeMinute(): void {
    const at = this.clock.millis - MINUTE_MILLIS;
    const { reports, metrics: published } = this.#sources.closeMinute(at);
    const metrics = [...published, ...this.responder.closeMinute(at)];
    for (const datum of metrics) this.cloudWatch.putMetric(datum);
    this.#recordContributors(reports);
    this.minutes.push(toTrafficMinute(at, reports));
  }

  #recordContributors(reports: readonly MinuteReport[]): void {
    for (const rule of this.spec.insightRules ?? []) {
      const report = reports.find(({ loadBalancer }) => loadBalancer.spec.name === rule.loadBalancer);
      if (report === undefined) continue;
      this.cloudWatch.recordContributors(rule.name, { at: report.at, contributors: faultyTargets(rule, report) });
    }
  }
}

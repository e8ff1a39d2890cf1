import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { type CanaryAlarmZone, ZonalCanaryAlarms } from '../zonal-impact-alarms/zonal-canary-alarms.ts';

const FUNCTIONS = join(dirname(fileURLToPath(import.meta.url)), 'functions');

export interface ZonalCanaryProps {
  readonly application: string;
  readonly zones: readonly { readonly zoneId: string; readonly zoneName: string }[];
  /** `web-123.us-east-1.elb.amazonaws.com` */
  readonly dnsName: string;
}

/**
 * Two functions outside the VPC that run once a minute. The canary probes each zone at the load balancer's DNS name for that
 * zone. This name still resolves while the zone is shifted, and an evacuation leaves one host there, so the canary's alarm shows
 * when the zone has recovered. The visitors simulate users: without requests a load balancer has no metrics, and no alarm can
 * fire.
 */
export class ZonalCanary extends Construct {
  readonly recovery: readonly CanaryAlarmZone[];
  readonly alarms: ZonalCanaryAlarms;

  constructor(scope: Construct, id: string, { application, zones, dnsName }: ZonalCanaryProps) {
    super(scope, id);
    const namespace = `${application}/Canary`;
    const probed = zones.map(({ zoneId, zoneName }) => ({ zoneId, url: `http://${zoneName}.${dnsName}/` }));
    this.#everyMinute('Canary', 'canary.ts', { PROBED: Stack.of(this).toJsonString({ namespace, zones: probed }) });
    this.#everyMinute('Visitors', 'visitors.ts', { PAGE_URL: `http://${dnsName}/` });
    this.alarms = new ZonalCanaryAlarms(this, 'Alarms', { zones, metric: { namespace } });
    this.recovery = this.alarms.zones;
  }

  #everyMinute(id: string, file: string, environment: Record<string, string>): void {
    const logGroup = new LogGroup(this, `${id}Logs`, { retention: RetentionDays.ONE_WEEK, removalPolicy: RemovalPolicy.DESTROY });
    const role = new Role(this, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const target = new Lambda(this, id, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: Code.fromInline(bundle(join(FUNCTIONS, file))),
      memorySize: 256,
      // If the page is down, the visitors wait for more than a minute.
      timeout: Duration.minutes(2),
      // No retries: the next round comes a minute later.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      environment,
      role,
      logGroup,
    });
    new Rule(this, `${id}EveryMinute`, {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(target, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}

/** Bundles one file without dependencies, small enough to go into the template. */
function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
  });
  return outputFiles[0]?.text ?? '';
}

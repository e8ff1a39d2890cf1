import { putCompositeAlarmInput, putMetricAlarmInput } from '../cloud-watch/alarms/alarm-inputs.ts';
import { partitionOf } from '../operations/partition.ts';
import { referencesIn, resolveTemplateValue, TemplateError, type TemplateWorld } from './template-values.ts';

/** An initial alarm of a Region: the input of PutMetricAlarm or PutCompositeAlarm, with AWS's member names. */
export interface AlarmSpec {
  readonly kind: 'metric' | 'composite';
  readonly input: Readonly<Record<string, unknown>> & { readonly AlarmName: string };
}

/** The parts of a CloudFormation template that are used here. */
export interface Template {
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

const KINDS: Readonly<Record<string, AlarmSpec['kind']>> = {
  'AWS::CloudWatch::Alarm': 'metric',
  'AWS::CloudWatch::CompositeAlarm': 'composite',
};
/** The properties of the two resource types are the input members of the two operations. */
const MEMBERS: Readonly<Record<AlarmSpec['kind'], readonly string[]>> = {
  metric: Object.keys(putMetricAlarmInput.shape),
  composite: Object.keys(putCompositeAlarmInput.shape),
};
/** The custom resource that reads the AZ ID of an AZ name from EC2, and the attribute with the AZ ID. */
const ZONE_ID_TYPE = 'Custom::AvailabilityZoneId';
const ZONE_ID_ATTRIBUTE = 'AvailabilityZones.0.ZoneId';

/**
 * The alarms of a synthesised template, as a deployment into this world would create them, each after the alarms that it refers
 * to. Ignores other resources, except for values that alarms need. Throws TemplateError with the logical ID.
 */
export function alarmsOfTemplate(template: Template, world: TemplateWorld): AlarmSpec[] {
  const alarms = new TemplateAlarms(template, world);
  return Object.keys(template.Resources)
    .filter((logicalId) => alarms.isAlarm(logicalId))
    .flatMap((logicalId) => alarms.create(logicalId));
}

class TemplateAlarms {
  readonly #template: Template;
  readonly #world: TemplateWorld;
  readonly #created = new Set<string>();

  constructor(template: Template, world: TemplateWorld) {
    this.#template = template;
    const defaults = Object.entries(template.Parameters ?? {}).flatMap(([name, { Default }]) =>
      Default === undefined ? [] : [[name, String(Default)] as const],
    );
    this.#world = { ...world, parameters: { ...Object.fromEntries(defaults), ...world.parameters } };
  }

  isAlarm(logicalId: string): boolean {
    return KINDS[this.#template.Resources[logicalId]?.Type ?? ''] !== undefined;
  }

  /** The alarm and its dependencies, if not created yet. */
  create(logicalId: string): AlarmSpec[] {
    if (this.#created.has(logicalId)) return [];
    this.#created.add(logicalId);
    const resource = this.#resource(logicalId);
    const before = [...referencesIn(resource.Properties), ...[resource.DependsOn ?? []].flat()];
    return [...before.filter((other) => this.isAlarm(other)).flatMap((other) => this.create(other)), this.#specOf(logicalId)];
  }

  #specOf(logicalId: string): AlarmSpec {
    const { Type, Properties = {}, Condition } = this.#resource(logicalId);
    const kind = KINDS[Type] ?? 'metric';
    if (Condition !== undefined) throw new TemplateError(`${logicalId}: conditions are not supported here`);
    const unknown = Object.keys(Properties).filter((name) => !MEMBERS[kind].includes(name));
    if (unknown.length > 0)
      throw new TemplateError(`${logicalId}: ${unknown.join(', ')} is not known to this Region's CloudWatch`);
    const input = this.#resolve(logicalId, Properties) as Record<string, unknown>;
    if (typeof input.AlarmName !== 'string') throw new TemplateError(`${logicalId}: AlarmName is missing`);
    return { kind, input: { ...input, AlarmName: input.AlarmName } };
  }

  #resource(logicalId: string): TemplateResource {
    const resource = this.#template.Resources[logicalId];
    if (resource === undefined) throw new TemplateError(`${logicalId} is neither a resource nor a parameter with a value`);
    return resource;
  }

  #resolve(logicalId: string, value: unknown): unknown {
    try {
      return resolveTemplateValue(value, this.#world, (other, attribute) => this.#answer(other, attribute));
    } catch (cause) {
      if (!(cause instanceof TemplateError) || cause.message.startsWith(`${logicalId}: `)) throw cause;
      throw new TemplateError(`${logicalId}: ${cause.message}`, { cause });
    }
  }

  /** Ref of an alarm is its name, and GetAtt its ARN. GetAtt of the zone resource is the AZ ID. */
  #answer(logicalId: string, attribute?: string): unknown {
    const { Type, Properties } = this.#resource(logicalId);
    if (KINDS[Type] !== undefined && (attribute === undefined || attribute === 'Arn')) {
      const name = this.#resolve(logicalId, Properties?.AlarmName);
      const { region, account } = this.#world.identity;
      return attribute === undefined ? name : `arn:${partitionOf(region)}:cloudwatch:${region}:${account}:alarm:${name}`;
    }
    if (Type === ZONE_ID_TYPE && attribute === ZONE_ID_ATTRIBUTE) return this.#zoneId(logicalId, Properties);
    throw new TemplateError(`${attribute ?? 'Ref'} of ${logicalId} (${Type}) is not known here`);
  }

  /** The answer that the custom resource's function would get from DescribeAvailabilityZones, its only call. */
  #zoneId(logicalId: string, properties: TemplateResource['Properties']): string {
    const call = JSON.parse(String(this.#resolve(logicalId, properties?.Create))) as {
      action: string;
      parameters: { ZoneNames: string[] };
    };
    if (call.action !== 'describeAvailabilityZones') throw new TemplateError(`${logicalId}: ${call.action} is not known here`);
    const [zoneName] = call.parameters.ZoneNames;
    const zone = this.#world.zones.find((candidate) => candidate.zoneName === zoneName);
    if (zone === undefined) throw new TemplateError(`${logicalId}: the Region has no zone ${zoneName}`);
    return zone.zoneId;
  }
}

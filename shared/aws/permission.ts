import type { Policy } from '../domain/index.ts';

/**
 * One API call that an adapter makes, and what IAM lets a role narrow it to (Service Authorization Reference). It loads
 * without the SDK, so that infrastructure code can read it.
 */
export interface Permission {
  /** `autoscaling:UpdateAutoScalingGroup` */
  readonly action: string;
  /** Mode observe gets the reads only. */
  readonly access: 'read' | 'write';
  readonly on: PermissionScope | NoticeTarget;
  /** What the responder needs it for. */
  readonly why: string;
  /** Left out: always. Else only if the configuration has signals, such groups, or an alarm with contributors. */
  readonly when?: 'signals' | 'groups' | 'groups-by-subnet' | 'contributor-alarm';
  /** What the request itself may and may not carry. */
  readonly request?: RequestLimit;
}

/**
 * What the action is allowed on. any: IAM offers no resource that would do. managed-resources: what ARC shifts, the
 * configured resources and the groups with a native shift. groups-by-subnet: the groups whose subnets are removed, and those
 * that bear our record. own-...: what the responder itself was deployed as.
 */
export type PermissionScope =
  | 'any'
  | 'managed-resources'
  | 'groups-by-subnet'
  | 'insight-rules'
  | 'own-function'
  | 'own-rules'
  | 'own-role';

/** The target of a notice channel: nothing is allowed unless the configuration names one. */
export interface NoticeTarget {
  readonly notify: keyof Policy['notify'];
  /** What the target is, as part of the statement's Sid. */
  readonly scope: string;
  /** The ARN of a target that is given by its name. Left out: the configuration accepts ARNs only. */
  readonly arnOfName?: (name: string, place: Place) => string;
}

/** Where the responder runs, for the ARNs of what the configuration only names. May be CDK tokens. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** The responder itself, as it is deployed. May be CDK tokens. */
export interface Deployed {
  readonly functionName: string;
  readonly roleArn: string;
  readonly ruleNames: readonly string[];
}

export interface RequestLimit {
  /** Multi-valued condition keys: at least one value, and each of them among these; `*` stands for anything. */
  readonly every?: Readonly<Record<string, readonly string[] | 'configured-subnets'>>;
  /** Condition keys of parameters that the request must not have. */
  readonly absent?: readonly string[];
  /** Bool keys that must not be true: AWS does not say whether the request has them as false, or not at all. */
  readonly never?: readonly string[];
}

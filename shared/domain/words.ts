// The places, and how anything that was read is told.

type Branded<Name extends string> = string & { readonly brand: Name };

/** An AZ ID, the same place in every account: `use1-az1`. What ARC speaks. */
export type AzId = Branded<'AzId'>;
/** An AZ name, a different place in each account: `us-east-1a`. What Auto Scaling and CloudWatch speak. */
export type AzName = Branded<'AzName'>;
/** `subnet-0a1b2c3d` */
export type SubnetId = Branded<'SubnetId'>;
/** ARN of something that ARC can shift: a load balancer, an Auto Scaling group, an EKS cluster. */
export type ResourceArn = Branded<'ResourceArn'>;
/** An instant as ISO 8601 text in UTC: `2026-11-24T06:02:11.000Z`. Text, so that evidence stays plain JSON. */
export type Instant = Branded<'Instant'>;

export interface AvailabilityZone {
  readonly zoneId: AzId;
  readonly zoneName: AzName;
}

/** What a source answered, or why it could not be read. Unknown is its own state: never healthy, never bad. */
export type Reading<T> = { readonly known: true; readonly value: T } | { readonly known: false; readonly why: string };

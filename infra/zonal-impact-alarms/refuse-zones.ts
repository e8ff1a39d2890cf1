import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ZONE_ID, ZONE_NAME } from '../../shared/configuration/zone-patterns.ts';
import { isUnknown } from '../placeholders.ts';
import { refuse } from '../refusal.ts';

/** A zone as the user gives it. */
export interface GivenZone {
  readonly zoneName: string;
  readonly zoneId?: string | undefined;
}

/** Checks what is known at synth: valid zones, no duplicates, all in the stack's Region. */
export function refuseZones(scope: Construct, zones: readonly GivenZone[]): void {
  const known = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined && !isUnknown(text));
  const zoneNames = known(zones.map(({ zoneName }) => zoneName));
  const zoneIds = known(zones.map(({ zoneId }) => zoneId));
  refuseOthers(scope, zoneNames, { pattern: ZONE_NAME, accepted: 'an AZ name such as us-east-1a' });
  refuseOthers(scope, zoneIds, { pattern: ZONE_ID, accepted: 'an AZ ID such as use1-az1' });
  // Includes tokens and placeholders: equal ones are the same zone.
  refuseTwice(
    scope,
    zones.map(({ zoneName }) => zoneName),
  );
  refuseTwice(scope, zoneIds);
  refuseOtherRegions(scope, zones);
  const [first = '', ...others] = zoneIds.map((zoneId) => zoneId?.replace(/-az\d+$/, ''));
  if (others.some((other) => other !== first)) refuse(scope, `zones: ${zoneIds.join(', ')}; accepted: AZ IDs of one Region`);
}

/** `us-east-1`: the Region of the stack, else of the first zone. Undefined if neither is known at synth. */
export function knownRegion(scope: Construct, zones: readonly GivenZone[]): string | undefined {
  const { region } = Stack.of(scope);
  if (!Token.isUnresolved(region)) return region;
  const first = zones.find(({ zoneName }) => !isUnknown(zoneName));
  return first === undefined ? undefined : regionOf(first.zoneName);
}

interface Expected {
  readonly pattern: RegExp;
  readonly accepted: string;
}

function refuseOthers(scope: Construct, texts: readonly (string | undefined)[], { pattern, accepted }: Expected): void {
  const other = texts.find((text) => !pattern.test(text ?? ''));
  if (other !== undefined) refuse(scope, `zones: "${other}" is not accepted; accepted: ${accepted}`);
}

function refuseTwice(scope: Construct, texts: readonly (string | undefined)[]): void {
  if (new Set(texts).size < texts.length) refuse(scope, `zones: ${texts.join(', ')}; accepted: each once`);
}

function refuseOtherRegions(scope: Construct, zones: readonly GivenZone[]): void {
  const region = knownRegion(scope, zones);
  const stranger = zones.find(({ zoneName }) => !isUnknown(zoneName) && regionOf(zoneName) !== region);
  if (stranger === undefined) return;
  refuse(scope, `zones: ${stranger.zoneName} is in ${regionOf(stranger.zoneName)}; accepted: zones of ${region}`);
}

function regionOf(zoneName: string): string {
  return zoneName.replace(/[a-z]$/, '');
}

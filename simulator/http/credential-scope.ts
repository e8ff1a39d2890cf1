/** The scope of a signature: `AKID/20260101/us-east-1/monitoring/aws4_request`. */
export interface CredentialScope {
  readonly region: string;
  /** The service's signing name, `monitoring` for CloudWatch. */
  readonly service: string;
}

/**
 * The scope of a Signature Version 4 `Authorization` header, or undefined without one. Does not check the signature, because the
 * Region has no secret keys (AWS General Reference, "Signature Version 4 signing process").
 */
export function readCredentialScope(authorization: string | undefined): CredentialScope | undefined {
  const credential = /^AWS4-HMAC-SHA256 (?:.*[ ,])?Credential=([^ ,]+)/.exec(authorization ?? '')?.[1];
  const [termination, service, region, , key] = credential?.split('/').reverse() ?? [];
  if (termination !== 'aws4_request' || !service || !region || !key) return undefined;
  return { region, service };
}

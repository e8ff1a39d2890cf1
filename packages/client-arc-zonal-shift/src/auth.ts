import {
  type AwsSdkSigV4AuthInputConfig,
  type AwsSdkSigV4AuthResolvedConfig,
  AwsSdkSigV4Signer,
} from '@aws-sdk/core/httpAuthSchemes';
import { getSmithyContext, normalizeProvider } from '@smithy/core/client';
import type {
  HandlerExecutionContext,
  HttpAuthOption,
  HttpAuthScheme,
  HttpAuthSchemeParameters,
  HttpAuthSchemeProvider,
  Provider,
} from '@smithy/types';
import { service } from './service.ts';

/** The input for choosing an auth scheme. */
export interface AuthParameters extends HttpAuthSchemeParameters {
  region?: string;
}

/** The client options for signing. Callers usually set only `credentials`. */
export interface AuthOptions extends AwsSdkSigV4AuthInputConfig {
  authSchemePreference?: string[] | Provider<string[]>;
  httpAuthSchemes?: HttpAuthScheme[];
  httpAuthSchemeProvider?: HttpAuthSchemeProvider<AuthParameters>;
}

/** The same options, resolved. */
export interface ResolvedAuthOptions extends AwsSdkSigV4AuthResolvedConfig {
  readonly authSchemePreference: Provider<string[]>;
  readonly httpAuthSchemes: HttpAuthScheme[];
  readonly httpAuthSchemeProvider: HttpAuthSchemeProvider<AuthParameters>;
}

/** The only scheme of this API. */
export const sigV4: HttpAuthScheme = {
  schemeId: 'aws.auth#sigv4',
  identityProvider: (identities) => identities.getIdentityProvider('aws.auth#sigv4'),
  signer: new AwsSdkSigV4Signer(),
};

/** Signs every operation with SigV4 for the service in the client's Region. */
export function chooseAuthSchemes({ region }: AuthParameters): HttpAuthOption[] {
  return [
    {
      schemeId: sigV4.schemeId,
      signingProperties: { name: service.signingName, region },
      propertiesExtractor: (config, context) => ({ signingProperties: { config, context } }),
    },
  ];
}

/** Reads the auth parameters of one request. Throws when no Region is configured. */
export async function readAuthParameters(
  config: { region: string | Provider<string> },
  context: HandlerExecutionContext,
): Promise<AuthParameters> {
  const region = await normalizeProvider(config.region)();
  if (!region) throw new Error('expected `region` to be configured for `aws.auth#sigv4`');
  return { operation: String(getSmithyContext(context).operation), region };
}

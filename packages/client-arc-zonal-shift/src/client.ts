import {
  getHostHeaderPlugin,
  getLoggerPlugin,
  getRecursionDetectionPlugin,
  getUserAgentPlugin,
  resolveHostHeaderConfig,
  resolveUserAgentConfig,
} from '@aws-sdk/core/client';
import { resolveAwsSdkSigV4Config } from '@aws-sdk/core/httpAuthSchemes';
import { DefaultIdentityProviderConfig, getHttpAuthSchemeEndpointRuleSetPlugin, getHttpSigningPlugin } from '@smithy/core';
import { Client, normalizeProvider } from '@smithy/core/client';
import { resolveRegionConfig } from '@smithy/core/config';
import { resolveEndpointConfig } from '@smithy/core/endpoints';
import { getContentLengthPlugin } from '@smithy/core/protocols';
import { getRetryPlugin, resolveRetryConfig } from '@smithy/core/retry';
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import type { HttpHandlerOptions, Pluggable } from '@smithy/types';
import { readAuthParameters, sigV4 } from './auth.ts';
import type { ARCZonalShiftClientConfig, ARCZonalShiftClientResolvedConfig } from './client-config.ts';
import type { ServiceInputTypes, ServiceOutputTypes } from './commands.ts';
import { applyExtensions } from './extensions.ts';
import { withDefaults } from './runtime-config.ts';

type WithProtocol<Config> = Omit<Config, 'protocol'> & Pick<ARCZonalShiftClientResolvedConfig, 'protocol'>;

/** Sends commands to the ARC zonal shift API of one Region. Retries throttling and server errors; every error is a typed exception. */
export class ARCZonalShiftClient extends Client<
  HttpHandlerOptions,
  ServiceInputTypes,
  ServiceOutputTypes,
  ARCZonalShiftClientResolvedConfig
> {
  override readonly config: ARCZonalShiftClientResolvedConfig;

  constructor(configuration: ARCZonalShiftClientConfig = {}) {
    // The base class replaces the protocol's constructor with an instance in this object.
    const initial = withDefaults(configuration) as WithProtocol<ReturnType<typeof withDefaults>>;
    super(initial as never);
    this.initConfig = initial;
    this.config = resolveConfig(initial);
    for (const plugin of pluginsFor(this.config)) this.middlewareStack.use(plugin);
  }
}

// All resolvers of the runtime fill in and return the same object, which the base class already holds.
function resolveConfig(initial: WithProtocol<ReturnType<typeof withDefaults>>): ARCZonalShiftClientResolvedConfig {
  const withClientBehaviour = resolveHostHeaderConfig(resolveRegionConfig(resolveRetryConfig(resolveUserAgentConfig(initial))));
  const withEndpoint = resolveEndpointConfig(withClientBehaviour);
  const withAuth = resolveAwsSdkSigV4Config(withEndpoint);
  const authSchemePreference = normalizeProvider(withAuth.authSchemePreference);
  return applyExtensions(Object.assign(withAuth, { authSchemePreference }), withAuth.extensions);
}

function pluginsFor(config: ARCZonalShiftClientResolvedConfig): Pluggable<ServiceInputTypes, ServiceOutputTypes>[] {
  return [
    getSchemaSerdePlugin(config),
    getUserAgentPlugin(config),
    getRetryPlugin(config),
    getContentLengthPlugin(config),
    getHostHeaderPlugin(config),
    getLoggerPlugin(config),
    getRecursionDetectionPlugin(config),
    getHttpAuthSchemeEndpointRuleSetPlugin(config, {
      httpAuthSchemeParametersProvider: readAuthParameters,
      identityProviderConfigProvider: async ({ credentials }: ARCZonalShiftClientResolvedConfig) =>
        new DefaultIdentityProviderConfig({ [sigV4.schemeId]: credentials }),
    }),
    getHttpSigningPlugin(config),
  ];
}

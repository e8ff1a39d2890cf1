import {
  createDefaultUserAgentProvider,
  getDefaultSocketTimeout,
  NODE_APP_ID_CONFIG_OPTIONS,
  emitWarningIfUnsupportedVersion as warnOfNodeVersion,
} from '@aws-sdk/core/client';
import { NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } from '@aws-sdk/core/httpAuthSchemes';
import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { Sha256 } from '@smithy/core/checksum';
import { loadConfigsForDefaultMode, NoOpLogger } from '@smithy/core/client';
import {
  type LoadedConfigSelectors,
  loadConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
  NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS,
  NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS,
  resolveDefaultsModeConfig,
} from '@smithy/core/config';
import { parseUrl } from '@smithy/core/protocols';
import { DEFAULT_RETRY_MODE, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, NODE_RETRY_MODE_CONFIG_OPTIONS } from '@smithy/core/retry';
import { calculateBodyLength, fromBase64, fromUtf8, toBase64, toUtf8 } from '@smithy/core/serde';
import { NodeHttpHandler, streamCollector } from '@smithy/node-http-handler';
import { chooseAuthSchemes, sigV4 } from './auth.ts';
import type { ARCZonalShiftClientConfig } from './client-config.ts';
import { resolveEndpoint } from './endpoint.ts';
import { errorTypeRegistries } from './schemas.ts';
import { clientVersion, service } from './service.ts';

// Source: the default of every AWS SDK v3 client. It applies only if the environment opts in.
const DEFAULT_SOCKET_TIMEOUT_MILLIS = 300_000;

/** The caller's options and the defaults. The rest is read from the environment and the shared files when first needed. */
export function withDefaults(config: ARCZonalShiftClientConfig) {
  warnOfNodeVersion(process.version);
  return { ...config, ...serviceDefaults(config), ...codecDefaults(config), ...environmentDefaults(config) };
}

function serviceDefaults(config: ARCZonalShiftClientConfig) {
  return {
    apiVersion: service.apiVersion,
    serviceId: config.serviceId ?? service.serviceId,
    defaultSigningName: service.signingName,
    endpointProvider: config.endpointProvider ?? resolveEndpoint,
    httpAuthSchemes: config.httpAuthSchemes ?? [sigV4],
    httpAuthSchemeProvider: config.httpAuthSchemeProvider ?? chooseAuthSchemes,
    protocol: config.protocol ?? AwsRestJsonProtocol,
    protocolSettings: config.protocolSettings ?? {
      defaultNamespace: service.namespace,
      errorTypeRegistries,
      version: service.apiVersion,
      serviceTarget: service.shapeName,
    },
    extensions: config.extensions ?? [],
    logger: config.logger ?? new NoOpLogger(),
    disableHostPrefix: config.disableHostPrefix ?? false,
    runtime: 'node',
  };
}

function codecDefaults(config: ARCZonalShiftClientConfig) {
  return {
    base64Decoder: config.base64Decoder ?? fromBase64,
    base64Encoder: config.base64Encoder ?? toBase64,
    utf8Decoder: config.utf8Decoder ?? fromUtf8,
    utf8Encoder: config.utf8Encoder ?? toUtf8,
    sha256: config.sha256 ?? Sha256,
    urlParser: config.urlParser ?? parseUrl,
    bodyLengthChecker: config.bodyLengthChecker ?? calculateBodyLength,
    streamCollector: config.streamCollector ?? streamCollector,
  };
}

function environmentDefaults(config: ARCZonalShiftClientConfig) {
  const defaultsMode = resolveDefaultsModeConfig(config);
  const modeDefaults = () => defaultsMode().then(loadConfigsForDefaultMode);
  const load = <T>(selectors: LoadedConfigSelectors<T>) => loadConfig(selectors, config);
  const retryModeSelectors = {
    ...NODE_RETRY_MODE_CONFIG_OPTIONS,
    default: async () => (await modeDefaults()).retryMode ?? DEFAULT_RETRY_MODE,
  };
  return {
    defaultsMode,
    authSchemePreference: config.authSchemePreference ?? load(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS),
    credentialDefaultProvider: config.credentialDefaultProvider ?? defaultProvider,
    ...socketTimeout(config),
    defaultUserAgentProvider:
      config.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: service.serviceId, clientVersion }),
    maxAttempts: config.maxAttempts ?? load(NODE_MAX_ATTEMPT_CONFIG_OPTIONS),
    region: config.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...config }),
    requestHandler: NodeHttpHandler.create(config.requestHandler ?? modeDefaults),
    retryMode: config.retryMode ?? load(retryModeSelectors),
    useDualstackEndpoint: config.useDualstackEndpoint ?? load(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS),
    useFipsEndpoint: config.useFipsEndpoint ?? load(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS),
    userAgentAppId: config.userAgentAppId ?? load(NODE_APP_ID_CONFIG_OPTIONS),
  };
}

function socketTimeout(config: ARCZonalShiftClientConfig): { defaultSocketTimeout?: number } {
  const defaultSocketTimeout = getDefaultSocketTimeout(config.requestHandler, DEFAULT_SOCKET_TIMEOUT_MILLIS);
  return defaultSocketTimeout === undefined ? {} : { defaultSocketTimeout };
}

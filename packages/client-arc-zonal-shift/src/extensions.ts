import { getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration } from '@aws-sdk/core/client';
import type { AwsRegionExtensionConfiguration } from '@aws-sdk/types';
import { getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig } from '@smithy/core/client';
import {
  getHttpHandlerExtensionConfiguration,
  type HttpHandlerExtensionConfiguration,
  resolveHttpHandlerRuntimeConfig,
} from '@smithy/core/protocols';
import type { DefaultExtensionConfiguration } from '@smithy/types';

/** What an extension may change: retries and checksums, the Region, the HTTP handler. */
export type ARCZonalShiftExtensionConfiguration = DefaultExtensionConfiguration &
  AwsRegionExtensionConfiguration &
  HttpHandlerExtensionConfiguration;

/** A plug-in for the client's configuration, set with the option `extensions`. */
export interface RuntimeExtension {
  configure(extensionConfiguration: ARCZonalShiftExtensionConfiguration): void;
}

type ExtensibleConfig = Parameters<typeof getDefaultExtensionConfiguration>[0] &
  Parameters<typeof getAwsRegionExtensionConfiguration>[0] &
  Parameters<typeof getHttpHandlerExtensionConfiguration>[0];

/** Lets each extension change the configuration, in order, and returns the result. */
export function applyExtensions<Config extends ExtensibleConfig>(config: Config, extensions: RuntimeExtension[]): Config {
  const changeable: ARCZonalShiftExtensionConfiguration = Object.assign(
    getAwsRegionExtensionConfiguration(config),
    getDefaultExtensionConfiguration(config),
    getHttpHandlerExtensionConfiguration(config),
  );
  for (const extension of extensions) extension.configure(changeable);
  return Object.assign(
    config,
    resolveAwsRegionExtensionConfiguration(changeable),
    resolveDefaultRuntimeConfig(changeable),
    resolveHttpHandlerRuntimeConfig(changeable),
  );
}

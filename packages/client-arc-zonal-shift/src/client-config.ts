import type {
  HostHeaderInputConfig,
  HostHeaderResolvedConfig,
  UserAgentInputConfig,
  UserAgentResolvedConfig,
} from '@aws-sdk/core/client';
import type { AwsSdkSigV4PreviouslyResolved } from '@aws-sdk/core/httpAuthSchemes';
import type { DefaultsMode, SmithyConfiguration, SmithyResolvedConfiguration } from '@smithy/core/client';
import type { RegionInputConfig, RegionResolvedConfig } from '@smithy/core/config';
import type { EndpointInputConfig, EndpointResolvedConfig } from '@smithy/core/endpoints';
import type { HttpHandlerUserInput } from '@smithy/core/protocols';
import type { RetryInputConfig, RetryResolvedConfig } from '@smithy/core/retry';
import type {
  BodyLengthCalculator,
  ChecksumConstructor,
  Decoder,
  Encoder,
  HashConstructor,
  HttpHandlerOptions,
  Logger,
  Provider,
  StreamCollector,
  UrlParser,
  UserAgent,
} from '@smithy/types';
import type { AuthOptions, ResolvedAuthOptions } from './auth.ts';
import type { EndpointOptions, EndpointParameters } from './endpoint.ts';
import type { RuntimeExtension } from './extensions.ts';

/** The options with defaults, most of which come from the environment or the shared configuration files. */
export interface ClientDefaults extends Partial<SmithyConfiguration<HttpHandlerOptions>> {
  /** An HTTP handler or the options of the default one. */
  requestHandler?: HttpHandlerUserInput;
  region?: string | Provider<string>;
  useDualstackEndpoint?: boolean | Provider<boolean>;
  useFipsEndpoint?: boolean | Provider<boolean>;
  /** Profile of the shared configuration files, for this client only. */
  profile?: string;
  /** Maximum number of attempts for a request, including the first. */
  maxAttempts?: number | Provider<number>;
  /** `standard` (default) or `adaptive`. */
  retryMode?: string | Provider<string>;
  logger?: Logger;
  extensions?: RuntimeExtension[];
  defaultsMode?: DefaultsMode | Provider<DefaultsMode>;
  disableHostPrefix?: boolean;
  /** The remaining options are for the runtime. Callers need not set them. */
  serviceId?: string;
  runtime?: string;
  sha256?: ChecksumConstructor | HashConstructor;
  urlParser?: UrlParser;
  bodyLengthChecker?: BodyLengthCalculator;
  streamCollector?: StreamCollector;
  base64Decoder?: Decoder;
  base64Encoder?: Encoder;
  utf8Decoder?: Decoder;
  utf8Encoder?: Encoder;
  defaultUserAgentProvider?: Provider<UserAgent>;
  credentialDefaultProvider?: NonNullable<AwsSdkSigV4PreviouslyResolved['credentialDefaultProvider']>;
}

/** Options of the client's constructor. All are optional. */
export type ARCZonalShiftClientConfig = ClientDefaults &
  UserAgentInputConfig &
  RetryInputConfig &
  RegionInputConfig &
  HostHeaderInputConfig &
  EndpointInputConfig<EndpointParameters> &
  AuthOptions &
  EndpointOptions;

/** The options after defaults and normalization, as in `client.config`. */
export type ARCZonalShiftClientResolvedConfig = SmithyResolvedConfiguration<HttpHandlerOptions> &
  Required<Omit<ClientDefaults, 'cacheMiddleware' | 'profile'>> &
  UserAgentResolvedConfig &
  RetryResolvedConfig &
  RegionResolvedConfig &
  HostHeaderResolvedConfig &
  EndpointResolvedConfig<EndpointParameters> &
  ResolvedAuthOptions & { defaultSigningName: string };

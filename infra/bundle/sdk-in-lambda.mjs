import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What the code before the first zonal shift has in place of modules of the AWS SDK: what Lambda never needs is not loaded. Only that
 * bundle; what is loaded later, and the command line, have the SDK as it is. Each row says why it may be left out. `test/functions/sdk-in-lambda.test.ts`
 * runs the result.
 */
const INSTEAD = {
  // Each call has one attempt, and its queue repeats it (shared/aws/lane.ts). The signer looks for the middleware's name.
  '@smithy/core/dist-es/submodules/retry/index.js': () => `
    export const RETRY_MODES = {};
    export const DEFAULT_RETRY_MODE = 'standard';
    export const NODE_RETRY_MODE_CONFIG_OPTIONS = { environmentVariableSelector: () => DEFAULT_RETRY_MODE };
    export const NODE_MAX_ATTEMPT_CONFIG_OPTIONS = { environmentVariableSelector: () => 1 };
    export const resolveRetryConfig = (config) => config;
    const once = (next) => (args) => next(args);
    const options = { name: 'retryMiddleware', step: 'finalizeRequest', priority: 'high' };
    export const getRetryPlugin = () => ({ applyToStack: (stack) => stack.add(once, options) });`,

  // Lambda has no ~/.aws. Without a file, this link of the chain has always said so.
  '@smithy/core/dist-es/submodules/config/node-config-provider/fromSharedConfigFiles.js': () => `
    import { CredentialsProviderError } from '@smithy/core/config';
    export const fromSharedConfigFiles = () => async () => {
      throw new CredentialsProviderError('Lambda has no shared configuration files');
    };`,

  // Lambda sets AWS_REGION, and is no EC2 instance.
  '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js': () =>
    'export const getInstanceMetadataRegion = async () => undefined;',

  // Lambda puts its role's credentials into the environment (shared/aws/client-options.ts). The chain is loaded where they are not.
  '@aws-sdk/credential-provider-node/dist-es/index.js': (path) => `
    export const defaultProvider = (init) => {
      let chain;
      const load = async () => (await import(${JSON.stringify(join(dirname(path), 'defaultProvider.js'))})).defaultProvider(init);
      return async (options) => (await (chain ??= load()))(options);
    };`,

  // For machines without SHA-256 in Node.js's own crypto.
  '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js': () => 'export const Sha256Js = undefined;',

  // Lambda finds loops through itself, SQS, SNS and S3 by a header (Lambda Developer Guide, "Recursive loop detection"). None of them is called.
  '@aws-sdk/core/dist-es/submodules/client/middleware-recursion-detection/getRecursionDetectionPlugin.js': (path) =>
    `export * from ${JSON.stringify(path.replace(/\.js$/, '.browser.js'))};`,

  // No client has a logger: calls are told by the report.
  '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js': () => `
    export const loggerMiddleware = undefined, loggerMiddlewareOptions = undefined;
    export const getLoggerPlugin = () => ({ applyToStack: () => undefined });`,
  '@smithy/core/dist-es/submodules/client/smithy-client/schemaLogFilter.js': () => `
    export const schemaLogFilter = (schema, data) => data;`,

  // Lambda runs it on Node.js 24.
  '@aws-sdk/core/dist-es/submodules/client/emitWarningIfUnsupportedVersion.js': () => `
    export const state = { warningEmitted: true };
    export const emitWarningIfUnsupportedVersion = () => undefined;`,

  // Nothing is asked of S3.
  '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/s3.js': () => `
    export const DOT_PATTERN = undefined, S3_HOSTNAME_PATTERN = undefined, isArnBucketName = undefined, isDnsCompatibleBucketName = undefined;
    export const resolveParamsForS3 = async (parameters) => parameters;`,

  // No request and no answer before the shift is a stream of bytes or of events.
  '@smithy/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.js': () => 'export const sdkStreamMixin = undefined;',
  '@smithy/signature-v4/dist-es/HeaderFormatter.js': () => 'export class HeaderFormatter {}',

  // Each exception as a class of a few lines that differ in two words. Made by one function, they are the same and much shorter.
  '@aws-sdk/client-auto-scaling/dist-es/models/errors.js': exceptionsMadeAlike,
  '@aws-sdk/client-cloudwatch/dist-es/models/errors.js': exceptionsMadeAlike,

  // A Region is found by its partition's pattern. Only those that no pattern tells have to be listed.
  '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js': withoutListedRegions,
};

/** Throws if a module is not where its row says: an SDK that is laid out differently must not come in whole again, unseen. */
export const sdkInLambda = {
  name: 'sdk-in-lambda',
  setup({ onLoad, onEnd }) {
    const met = new Set();
    onLoad({ filter: /node_modules\/@(aws-sdk|smithy)\/.*\.js$/ }, async ({ path }) => {
      const module = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      if (INSTEAD[module] === undefined) return undefined;
      met.add(module);
      return { contents: await INSTEAD[module](path), resolveDir: dirname(path) };
    });
    // Of a client's package.json only the version is used, in the user agent.
    onLoad({ filter: /node_modules\/@aws-sdk\/client-[^/]+\/package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    onEnd(() => {
      const missed = Object.keys(INSTEAD).filter((module) => !met.has(module));
      return { errors: missed.map((module) => ({ text: `the bundle no longer loads ${module}: look at its row again` })) };
    });
  },
};

function exceptionsMadeAlike(path) {
  const text = readFileSync(path, 'utf8');
  const [, base, from] = /^import { (\w+) as __BaseException } from "(.*)";/.exec(text);
  const classes = [
    ...text.matchAll(/^export class (\w+) extends __BaseException {\n.*\n\s+name = "(\w+)";\n\s+\$fault = "(\w+)";/gm),
  ];
  if (classes.length !== text.split('class ').length - 1)
    throw new Error(`${path}: not every exception is written as the others are`);
  return [
    `import { ${base} } from "${from}";`,
    `const exception = (name, $fault) => class extends ${base} { constructor(options) { super({ name, $fault, ...options }); } };`,
    ...classes.map(([, type, name, fault]) => `export const ${type} = /* @__PURE__ */ exception("${name}", "${fault}");`),
  ].join('\n');
}

async function withoutListedRegions(path) {
  const { partitionsInfo } = await import(`data:text/javascript,${encodeURIComponent(readFileSync(path, 'utf8'))}`);
  const partitions = partitionsInfo.partitions.map(({ regions, regionRegex, ...partition }) => {
    const untold = Object.keys(regions).filter((region) => !new RegExp(regionRegex).test(region));
    return { ...partition, regionRegex, regions: Object.fromEntries(untold.map((region) => [region, {}])) };
  });
  return `export const partitionsInfo = ${JSON.stringify({ ...partitionsInfo, partitions })};`;
}

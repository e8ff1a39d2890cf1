// On Node.js 20 the SDK warns in eight lines, in every worker. npm has said at installation that 22 is needed.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Built into JavaScript, and replaced by no test. */
const BUILT_INS = [
  ...['Array', 'BigInt', 'Boolean', 'Date', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Proxy', 'Reflect'],
  ...['RangeError', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'Uint8Array', 'WeakMap', 'WeakSet'],
  ...['isFinite', 'isNaN', 'parseFloat', 'parseInt'],
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // One less than there are cores is Jest's default: on two cores, half of the machine.
  maxWorkers: '100%',
  // What a worker keeps of the files it has run slows its garbage collector down, threefold in the end: a new one takes over.
  workerIdleMemoryLimit: '300MB',
  // Half a second is Jest's default: on a busy machine a worker with a large heap takes longer to be gone, and Jest reports a leak.
  workerGracefulExitTimeout: 10_000,
  // Ends a test that hangs, and not one that is slow because the machine is busy elsewhere.
  testTimeout: 300_000,
  // Jest's sandbox asks a proxy for every global, at each use. As parameters of the module these cost nothing: a fifth of all CPU.
  sandboxInjectedGlobals: BUILT_INS,
  reporters: ['default', '<rootDir>/test/closing-line.mjs'],
  globalSetup: '<rootDir>/test/before-all.mjs',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  // Sources are ESM; tests run them as CommonJS, which jest supports without experimental flags.
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
        module: { type: 'commonjs' },
      },
    ],
  },
  // The ARC client is a linked package in TypeScript: its sources are transformed like ours.
  transformIgnorePatterns: ['/node_modules/(?!@aws-sdk/client-arc-zonal-shift/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

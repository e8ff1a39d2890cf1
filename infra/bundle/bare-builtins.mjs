/**
 * Modules of Node.js whose import as an ES module costs more than the module. To offer its names, Node.js reads every property, and
 * with it each that is loaded when it is read: `node:http` evaluates undici on Node.js 24 (seen: 95 ms of CPU instead of 10), `node:process`
 * opens standard input and output. `require` reads nothing.
 */
const NAMES = { http: 'Agent, request', process: 'env, versions' };

export const bareBuiltins = {
  name: 'bare-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?(http|process)$/ }, ({ kind, path }) => {
      if (kind !== 'import-statement' && kind !== 'dynamic-import') return undefined;
      return { path: path.replace('node:', ''), namespace: 'bare-builtin', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'bare-builtin' }, ({ path }) => ({
      contents: `const bare = require('node:${path}'); export default bare; export const { ${NAMES[path]} } = bare;`,
    }));
  },
};

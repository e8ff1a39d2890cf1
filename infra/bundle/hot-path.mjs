/**
 * What the first file of the bundle is made of, in bytes: `{ total, parts: { '@smithy/core': 90000, 'shared/aws': 22000 } }`. A part is a
 * package, or a folder of ours. `metafile` is esbuild's, of a build with one entry.
 */
export function hotPath({ outputs }) {
  const [{ bytes: total, inputs }] = Object.values(outputs).filter(({ entryPoint }) => entryPoint !== undefined);
  const parts = {};
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const part = partOf(path);
    if (bytesInOutput > 0) parts[part] = (parts[part] ?? 0) + bytesInOutput;
  }
  return { total, parts: Object.fromEntries(Object.entries(parts).sort(([, one], [, other]) => other - one)) };
}

function partOf(path) {
  const inPackage = /^(?:.*node_modules\/)((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage !== undefined) return inPackage;
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 ? path : folders.slice(0, 2).join('/');
}

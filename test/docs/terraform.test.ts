import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Attributes, parseHcl, readTerraform } from '../infra/hcl.ts';
import { documents, found, read, root } from './documents.ts';

const blocks = documents.flatMap((path) => found(/^```hcl\n(.*?)^```$/gms, read(path)).map((text) => ({ path, text })));
const MODULE = 'infra/terraform';

async function everyModule(): Promise<Attributes[]> {
  const parsed = await Promise.all(blocks.map(({ path, text }) => parseHcl(path, text)));
  return parsed.flatMap(({ module = {} }) => Object.values(module).flat());
}

describe('the Terraform configurations in the documents', () => {
  it('are HCL', async () => {
    expect(blocks.length).toBeGreaterThan(3);
    for (const { path, text } of blocks) expect(Object.keys(await parseHcl(path, text))).not.toEqual([]);
  });

  it('give the module the variables that it declares, and each that it requires', async () => {
    const { variable } = await readTerraform(join(root, MODULE));
    const required = Object.keys(variable).filter((name) => !('default' in (variable[name]?.[0] ?? {})));
    const calls = (await everyModule()).filter(({ source }) => String(source).endsWith(MODULE));
    expect(calls.length).toBeGreaterThan(0);
    for (const { source, for_each, ...given } of calls) {
      expect(Object.keys(variable)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
    }
  });

  it('show each variable of the module, and no other', async () => {
    const { variable } = await readTerraform(join(root, MODULE));
    const [, section = ''] = read('docs/deploying.md').split(/^## (?:With Terraform|In a CDK app of your own)$/m);
    expect(found(/^\| `(\w+)` \|/gm, section).sort()).toEqual(Object.keys(variable).sort());
  });

  it('read outputs that the module has', async () => {
    const { output } = await readTerraform(join(root, MODULE));
    const named = blocks.flatMap(({ text }) => found(/\bmodule\.responder\.(\w+)/g, text));
    expect(named).toContain('evacuate_command');
    expect(named.filter((name) => !(name in output))).toEqual([]);
  });

  it('are run in folders that exist', () => {
    const folders = documents.flatMap((path) => found(/terraform -chdir=(\S+)/g, read(path)));
    expect(folders).toContain('infra/terraform/example');
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseHcl, readTerraform, type Terraform, textsIn } from '../infra/hcl.ts';
import { documents, found, read, root } from './documents.ts';

const blocks = documents.flatMap((path) => found(/^```hcl\n(.*?)^```$/gms, read(path)).map((text) => [path, text] as const));
const configurations = parseHcl(blocks);
const MODULE = 'infra/terraform';

const [{ variable, output }] = readTerraform([MODULE]) as [Terraform];

describe('the Terraform configurations in the documents', () => {
  it('are HCL', () => {
    expect(blocks.length).toBeGreaterThan(3);
    for (const configuration of configurations) expect(textsIn(configuration)).not.toEqual([]);
  });

  it('give the module the variables that it declares, and each that it requires', () => {
    const required = Object.keys(variable).filter((name) => !('default' in (variable[name]?.[0] ?? {})));
    const calls = configurations
      .flatMap(({ module }) => Object.values(module).flat())
      .filter(({ source }) => String(source).endsWith(MODULE));
    expect(calls.length).toBeGreaterThan(0);
    for (const { source, providers, ...given } of calls) {
      expect(Object.keys(variable)).toEqual(expect.arrayContaining(Object.keys(given)));
      expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
    }
  });

  it('show each variable of the module, and no other', () => {
    const [, section = ''] = read('docs/deploying.md').split(/^## (?:With Terraform|In a CDK app of your own)$/m);
    expect(found(/^\| `(\w+)` \|/gm, section).sort()).toEqual(Object.keys(variable).sort());
  });

  it('read outputs that the module has', () => {
    const named = blocks.flatMap(([, text]) => found(/\bmodule\.responder\.(\w+)/g, text));
    expect(named).toContain('evacuate_command');
    expect(named.filter((name) => !(name in output))).toEqual([]);
  });

  it('are run in folders that exist', () => {
    const folders = documents.flatMap((path) => found(/terraform -chdir=(\S+)/g, read(path)));
    expect(folders).toContain('infra/terraform/example');
    expect(folders.filter((folder) => !existsSync(join(root, folder)))).toEqual([]);
  });
});

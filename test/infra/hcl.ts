import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Attributes are text, where `${...}` is an expression; blocks within are lists. */
export type Attributes = Readonly<Record<string, unknown>>;
type Named<Value> = Readonly<Record<string, Value>>;

/** What a Terraform folder declares, each block by its labels. */
export interface TerraformFolder {
  readonly variable: Named<readonly Attributes[]>;
  readonly output: Named<readonly Attributes[]>;
  readonly resource: Named<Named<readonly Attributes[]>>;
  readonly module: Named<readonly Attributes[]>;
  readonly locals: readonly Attributes[];
  readonly provider: Named<readonly Attributes[]>;
}

/** Required and not imported: its declarations would bring the browser's types into every test. */
const parser = require('@cdktn/hcl2json') as { parse(name: string, text: string): Promise<Partial<TerraformFolder>> };

/** HashiCorp's parser, as WebAssembly. Throws with line and column where the text is no HCL. */
export async function parseHcl(name: string, text: string): Promise<Partial<TerraformFolder>> {
  return await parser.parse(name, text);
}

export async function readTerraform(folder: string): Promise<TerraformFolder> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tf'));
  const empty = { variable: {}, output: {}, resource: {}, module: {}, locals: [], provider: {} };
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  // Files of a folder are one configuration, so their texts together are one as well.
  return { ...empty, ...(await parseHcl(folder, texts.join('\n'))) };
}

/** Every expression and text in a block, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Attributes are text, where `${...}` is an expression; blocks within are lists. */
export type Attributes = Readonly<Record<string, unknown>>;
type Named<Value> = Readonly<Record<string, Value>>;

/** What a Terraform configuration declares, each block by its labels. */
export interface Terraform {
  readonly variable: Named<readonly Attributes[]>;
  readonly output: Named<readonly Attributes[]>;
  readonly resource: Named<Named<readonly Attributes[]>>;
  readonly module: Named<readonly Attributes[]>;
  readonly locals: readonly Attributes[];
  readonly provider: Named<readonly Attributes[]>;
}

const NOTHING: Terraform = { variable: {}, output: {}, resource: {}, module: {}, locals: [], provider: {} };
const ROOT = resolve(__dirname, '../..');

/** A name, for errors, and the text. */
type Source = readonly [name: string, text: string];

/** HashiCorp's parser, as WebAssembly. Throws with line and column where a text is no HCL. */
export function parseHcl(sources: readonly Source[]): Terraform[] {
  const parser = join(__dirname, 'hcl-to-json.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [parser], { input: JSON.stringify(sources), encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as Partial<Terraform>[]).map((parsed) => ({ ...NOTHING, ...parsed }));
}

/** The files of each folder together, because they are one configuration. */
export function readTerraform(folders: readonly string[]): Terraform[] {
  return parseHcl(folders.map((folder) => [folder, textOf(join(ROOT, folder))]));
}

function textOf(folder: string): string {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tf'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}

/** Every expression and text in a block, however deep. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

import { readFileSync } from 'node:fs';
import { parse } from '@cdktn/hcl2json';

/**
 * Standard input, a JSON list of names and texts of HCL, becomes a list of what they say. A process of its own, because the parser
 * is a Go program that takes a second to start and never ends, and would bring the browser's globals and types into the tests.
 */
try {
  const parsed = [];
  for (const [name, text] of JSON.parse(readFileSync(0, 'utf8'))) parsed.push(await parse(name, text));
  process.stdout.write(JSON.stringify(parsed), () => process.exit(0));
} catch (error) {
  process.stderr.write(error.message, () => process.exit(1));
}

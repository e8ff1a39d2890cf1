import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Facts, factsOf } from './facts.ts';
import { subjectOf } from './naming.ts';
import { bases } from './recipes/bases.ts';
import { recipes } from './recipes.ts';
import { BASES, type BaseName, type FactsOfBase, type StoredCase, storedCase, storedFacts } from './stored-case.ts';
import { textOfFile } from './text.ts';

const FOLDER = dirname(fileURLToPath(import.meta.url));

/**
 * Makes the whole corpus again, without what nothing makes any more: `npm run corpus`, which formats it. With the name of a case, prints
 * its whole report instead.
 */
async function main(name: string | undefined): Promise<void> {
  if (name !== undefined) {
    process.stdout.write(`${JSON.stringify(await recipes[name]?.(), null, 2)}\n`);
    return;
  }
  const played = await playBases();
  const factsOfBase = (base: BaseName): Facts => found(played.get(base), base);
  const cases = await playCases(factsOfBase);
  rmSync(join(FOLDER, 'cases'), { recursive: true, force: true });
  mkdirSync(join(FOLDER, 'cases'));
  writeFileSync(join(FOLDER, 'bases.json'), textOfFile(storedBases(factsOfBase)));
  for (const [subject, content] of cases) writeFileSync(join(FOLDER, 'cases', `${subject}.json`), textOfFile(content));
  process.stdout.write(`${Object.keys(recipes).length} cases written\n`);
}

async function playBases(): Promise<ReadonlyMap<BaseName, Facts>> {
  const played = new Map<BaseName, Facts>();
  for (const name of BASES) played.set(name, found(factsOf(await bases[name].make()), name));
  return played;
}

/** By subject, one after another. */
async function playCases(factsOfBase: FactsOfBase): Promise<ReadonlyMap<string, Record<string, StoredCase>>> {
  const cases = new Map<string, Record<string, StoredCase>>();
  for (const [name, make] of Object.entries(recipes)) {
    const subject = subjectOf(name);
    cases.set(subject, { ...cases.get(subject), [name]: storedCase(name, await make(), factsOfBase) });
  }
  return cases;
}

function storedBases(factsOfBase: FactsOfBase): object {
  const entries = BASES.map((name) => {
    const { from } = bases[name];
    return [name, from === null ? factsOfBase(name) : storedFacts(factsOfBase(name), { name: from, facts: factsOfBase(from) })];
  });
  return Object.fromEntries(entries);
}

function found(facts: Facts | null | undefined, name: string): Facts {
  if (facts == null) throw new Error(`the run of base ${name} read nothing`);
  return facts;
}

await main(process.argv[2]);

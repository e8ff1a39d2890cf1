import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emulator } from './emulator.ts';
import { findPython } from './python.ts';
import { playStory } from './story.ts';

/**
 * `npm run emulator`: deploys the plain template and the zip to an AWS emulator, as docs/deploying.md says, runs the function that
 * was deployed, deploys again, and deletes the stack. Needs the build. RESPONDER_NODE is the Node.js that runs the function.
 */
async function run(folder: string): Promise<void> {
  const python = await findPython(folder);
  if (typeof python === 'string') {
    process.stdout.write(`\nSKIPPED: nothing was deployed to an emulator. ${python}.\n\n`);
    return;
  }
  const emulator = await Emulator.start(python);
  try {
    await playStory({ emulator, python, folder, node: process.env.RESPONDER_NODE || process.execPath });
  } finally {
    await emulator.stop();
  }
}

// Another user runs the function, and must get at its code.
const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
chmodSync(folder, 0o755);
try {
  await run(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { drawPicture, PALETTES } from './picture.ts';
import { playForPicture } from './play-for-picture.ts';

/** `npm run picture`: plays the game day of the README as its test does, and draws docs/images anew. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const figures = await playForPicture(inProcess());
for (const [name, palette] of Object.entries(PALETTES)) {
  const file = `${root}docs/images/failed-requests-${name}.svg`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, drawPicture(figures, palette));
}

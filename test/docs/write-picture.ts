import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lambdaProcess } from '../../simulator/game-day/responder/lambda-process.ts';
import { drawPicture, PALETTES } from './picture.ts';
import { playForPicture } from './play-for-picture.ts';

/** `npm run picture`: plays the game day of the README with the built responder, and draws docs/images anew. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const figures = await playForPicture(lambdaProcess({ root, node: undefined }));
for (const [name, palette] of Object.entries(PALETTES)) {
  const file = `${root}docs/images/failed-requests-${name}.svg`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, drawPicture(figures, palette));
}

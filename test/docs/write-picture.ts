import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { drawPictures, playForPicture } from './picture.ts';

/** `npm run picture`: plays the game day of the README, and draws docs/images anew; or writes into the folder that is given. */
const [folder = fileURLToPath(new URL('../../docs/images', import.meta.url))] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, svg] of Object.entries(drawPictures(await playForPicture(inProcess()))))
  writeFileSync(`${folder}/${name}`, svg);

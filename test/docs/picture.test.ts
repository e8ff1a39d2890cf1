import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { read } from './documents.ts';
import { drawPicture, PALETTES } from './picture.ts';
import { playForPicture } from './play-for-picture.ts';

describe('the picture in the README', () => {
  it('shows the game day as it is played', async () => {
    const figures = await playForPicture(inProcess());
    expect(read('docs/images/failed-requests-light.svg')).toBe(drawPicture(figures, PALETTES.light));
    expect(read('docs/images/failed-requests-dark.svg')).toBe(drawPicture(figures, PALETTES.dark));
  });
});

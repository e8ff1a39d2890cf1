import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { read } from './documents.ts';
import { drawPicture, PALETTES, type PictureFigures } from './picture.ts';
import { playForPicture } from './play-for-picture.ts';

describe('the game day in the documents', () => {
  let figures: PictureFigures;
  beforeAll(async () => {
    figures = await playForPicture(inProcess());
  });

  it('is the one in the picture', () => {
    expect(read('docs/images/failed-requests-light.svg')).toBe(drawPicture(figures, PALETTES.light));
    expect(read('docs/images/failed-requests-dark.svg')).toBe(drawPicture(figures, PALETTES.dark));
  });

  it('has the figures that the documents name', () => {
    const [failed, without] = [figures.users.withResponder.failed, figures.users.without.failed].map((n) =>
      n.toLocaleString('en-US'),
    );
    expect(read('README.md')).toContain(`**${failed} failed requests instead of ${without}**`);
    expect(read('docs/game-days.md')).toMatch(new RegExp(`that failed +${failed} +${without}$`, 'm'));
  });
});

import { gameDayIncident } from '../../cli/game-day/game-day-incident.ts';
import type { Incident } from '../../cli/incident/incident.ts';
import { PALETTES, type Palette } from '../../cli/incident/page/palette.ts';
import type { Shape } from '../../cli/incident/page/shape.ts';
import { drawUsers } from '../../cli/incident/page/users-figure.ts';
import { play } from '../../simulator/game-day/play.ts';
import type { StartDriver } from '../../simulator/game-day/responder/responder-driver.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';

/** Plays the game day of `npm run gameday`, with the responder and without. */
export async function playForPicture(driver: StartDriver): Promise<Incident> {
  const [scenario] = scenarios;
  if (scenario === undefined) throw new Error('there are no scenarios');
  return gameDayIncident(await play(scenario, { seed: 1, driver }), await play(scenario, { seed: 1 }), scenario.title);
}

/** As wide as the text of a README. */
const SHAPE: Shape = { name: 'picture', width: 880, left: 52, right: 22, fontSize: 14, plotHeight: 230, timeLabels: 6 };

/** The README's pictures by the name of their file: the page's chart of all users as SVG, in the colours of each theme. */
export function drawPictures(day: Incident): Record<string, string> {
  const svg = drawUsers(day, { shape: SHAPE, id: 'picture' });
  return Object.fromEntries(
    Object.entries(PALETTES).map(([theme, palette]) => [`failed-requests-${theme}.svg`, `${inColours(svg, palette)}\n`]),
  );
}

/** A picture has no page around it, with a style sheet and a width. Its background stays transparent. */
function inColours(svg: string, palette: Palette): string {
  return svg
    .replaceAll(/var\(--(\w+)\)/g, (_, name: string) => palette[name] ?? name)
    .replace(/viewBox="0 0 ([\d.]+) ([\d.]+)"/, '$& width="$1" height="$2"');
}

import { type PlacedMoment, placeMoments, rowsOf } from './moments.ts';
import type { Shape } from './shape.ts';
import type { TimeChart } from './time-chart.ts';

/** Heights in pixels: above everything, the lane of the bands, the time axis with its name. */
const TOP = 4;
export const LANE = { top: TOP, height: 34 };
const AXIS = 48;
/** Of a plot: its title, a row of its legend or of moments, and what is free below the titles and below the plot. */
const TITLE = 24;
export const ROW = 18;
const GAP = 6;
const UNDER = 10;

/** Where the parts of a chart are, in pixels from its upper edge. */
export interface Layout {
  readonly plots: readonly PlotLayout[];
  /** Above the first plot. */
  readonly moments: readonly PlacedMoment[];
  readonly height: number;
}

export interface PlotLayout {
  readonly title: number;
  /** The first row of the legend. */
  readonly legend: number;
  /** The plot itself. */
  readonly top: number;
  readonly height: number;
}

export function layOut(chart: TimeChart, shape: Shape): Layout {
  const moments = placeMoments(chart, shape);
  let y = TOP + (chart.bands === null ? 0 : LANE.height);
  const plots = chart.plots.map(({ lines }, index) => {
    const named = lines.filter(({ name }) => name !== undefined).length;
    const rows = named + (index === 0 ? rowsOf(moments) : 0);
    const top = y + TITLE + rows * ROW + GAP;
    const plot = { title: y + 6, legend: y + TITLE, top, height: shape.plotHeight };
    y = top + shape.plotHeight + UNDER;
    return plot;
  });
  return { plots, moments, height: y + AXIS };
}

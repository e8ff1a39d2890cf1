import type { Band } from '../incident.ts';

/** A point of a line: time and value. Null breaks the line. */
export type Point = readonly [at: number, value: number | null];

export interface Line {
  /** A CSS colour. */
  readonly colour: string;
  readonly points: readonly Point[];
  /** Its points are samples: each holds until the next one. */
  readonly isSampled?: true;
  /** What stands for it in the legend; absent: nothing. */
  readonly name?: string;
}

export interface Plot {
  /** With its unit: `Requests (per minute)`. */
  readonly title: string;
  /** Of the labels on its axis; empty: it counts something. */
  readonly unit: '' | ' %' | ' s';
  /** The greatest value that it must have room for. */
  readonly greatest: number;
  readonly lines: readonly Line[];
}

/** A time at which something happened, and what. */
export interface Moment {
  readonly at: number;
  readonly text: string;
}

/** Plots under each other on one time axis. */
export interface TimeChart {
  /** For screen readers. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly plots: readonly Plot[];
  /** Null: it has no lane for them. */
  readonly bands: readonly Band[] | null;
  /** Times that get a line: what they are is told elsewhere. */
  readonly marks: readonly number[];
  /** Times that get a line and its text above the first plot. */
  readonly moments: readonly Moment[];
}

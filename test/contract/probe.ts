import type { ARCZonalShiftClient } from '@aws-sdk/client-arc-zonal-shift';
import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { OpenAnswers } from '../../simulator/region/arc/open-answers.ts';
import type { RegionUnderTest } from '../a-region/a-region.ts';

/** Where a question is put: a Region, and clients that reach it. */
export interface Asked {
  readonly aws: RegionUnderTest;
  readonly arc: ARCZonalShiftClient;
  readonly groups: AutoScalingClient;
}

/** A question to AWS that two models could answer differently. */
export interface Probe {
  /** The question; docs/region.md lists the open ones by these words. */
  readonly about: string;
  readonly ask: (asked: Asked) => Promise<unknown>;
  readonly answer: unknown;
  /** The page of AWS's documents that gives the answer, or that leaves it open. */
  readonly source: string;
  /** The documents do not settle it. Where the Region can give the other answer: the setting for it, and the answer. */
  readonly open?: true | { readonly setting: Partial<OpenAnswers>; readonly answer: unknown };
}

/** Whether a call was accepted, or what it was refused with. */
export async function told(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
    return 'accepted';
  } catch (error) {
    const { name, reason } = error as { name: string; reason?: string };
    return reason === undefined ? name : `${name}: ${reason}`;
  }
}

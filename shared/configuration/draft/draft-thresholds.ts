import type { Reading, UsualHours } from '../../domain/index.ts';

/**
 * The limits that depend on the application (docs/judgement.md, "Why these defaults"): what it does in its usual hours, plus a margin.
 * They are only ever raised: where the defaults hold, the draft has none.
 */
const MARGIN = 1.5;
/** The defaults of configuration-schema.ts. */
const DEFAULT_FAILED_SHARE = 0.002;
const DEFAULT_SLOW_SECONDS = 0.5;

/** `outlier.healthy.faults`, if an application fails more than the default allows; else nothing. */
export function draftThresholds(
  usualHours: Reading<Readonly<Record<string, UsualHours>>>,
): { healthy: { faults: number } } | Record<string, never> {
  const shares = usualHours.known ? Object.values(usualHours.value).map(({ failedShare }) => failedShare ?? 0) : [];
  const faults = roundUp(Math.max(0, ...shares) * MARGIN, 1_000);
  return faults > DEFAULT_FAILED_SHARE && faults < 1 ? { healthy: { faults } } : {};
}

/** `latencyThresholdSeconds`, if one response in a hundred takes longer than the default; else null. */
export function latencyThreshold(usual: UsualHours | undefined): number | null {
  const seconds = roundUp((usual?.slowSeconds ?? 0) * MARGIN, 10);
  return seconds > DEFAULT_SLOW_SECONDS ? seconds : null;
}

/** To a whole number of parts: 0.0031 to 0.004 with 1,000. */
function roundUp(value: number, parts: number): number {
  return Math.ceil(value * parts) / parts;
}

/** How long it took, in milliseconds of real time: for ratios within one run, as a busy machine makes any of them long. */
export function millisOf(run: () => void): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}

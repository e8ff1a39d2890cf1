/** Times and numbers as people read them. Times are milliseconds since the epoch, and shown in UTC. */

/** `2026-11-24` */
export function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `18:42:22` */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 19);
}

/** `18:42` */
export function minute(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** `1.4 s`, `3 min 37 s`, `16 h 44 min` */
export function duration(millis: number): string {
  const seconds = millis / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours === 0 ? `${minutes} min ${whole % 60} s` : `${hours} h ${minutes} min`;
}

/** `48,694` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

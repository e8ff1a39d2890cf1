import type { Clock } from '../../shared/ports.ts';
import { NOW } from '../builders.ts';

/** A clock that stands still, except while somebody sleeps. */
export class FakeClock implements Clock {
  #now: number;

  constructor(at: string = NOW) {
    this.#now = Date.parse(at);
  }

  now(): Date {
    return new Date(this.#now);
  }

  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
  }

  advanceMinutes(minutes: number): void {
    this.#now += minutes * 60_000;
  }
}

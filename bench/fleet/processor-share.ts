import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

/** As Linux divides time among containers, and Lambda among functions: within each period a process may run for its share. */
const PERIOD_MICROS = 20_000;
const ROOT = '/sys/fs/cgroup';

/** A group of processes that share so much of one processor. */
export interface ProcessorShare {
  add(pid: number): void;
  /** Once its processes have ended. */
  remove(): void;
}

/** Null: this machine lets nobody set such a limit, or not this user. */
export function makeProcessorShare(share: number): ProcessorShare | null {
  const isNew = existsSync(`${ROOT}/cgroup.controllers`);
  const directory = `${isNew ? ROOT : `${ROOT}/cpu`}/responder-bench-${process.pid}`;
  const quota = Math.round(share * PERIOD_MICROS);
  try {
    mkdirSync(directory);
  } catch {
    return null;
  }
  const remove = () => rmdirSync(directory);
  try {
    if (isNew) writeFileSync(`${directory}/cpu.max`, `${quota} ${PERIOD_MICROS}`);
    else {
      writeFileSync(`${directory}/cpu.cfs_period_us`, `${PERIOD_MICROS}`);
      writeFileSync(`${directory}/cpu.cfs_quota_us`, `${quota}`);
    }
  } catch {
    remove();
    return null;
  }
  return { add: (pid) => writeFileSync(`${directory}/cgroup.procs`, `${pid}`), remove };
}

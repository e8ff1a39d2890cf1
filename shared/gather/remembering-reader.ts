import type { ManagedResource, ResourceArn } from '../domain/index.ts';
import type { Reader, ShiftReader } from '../ports.ts';

/** A reader that remembers what it has read. */
export interface RememberingReader extends Reader {
  /** What is asked for next is read again. */
  forget(source: 'alarms' | 'signals'): void;
}

/**
 * For one run, and within seconds: what could be read is not asked for again, what could not is. While calls are throttled, a run
 * that looks several times then knows more with each look. What only steps need is always read.
 */
export function rememberingReader({ alarms, signals, shifts, groups, subnets }: Reader): RememberingReader {
  const [readAlarms, readSignals] = [remember(alarms.read), remember(signals.read)];
  return {
    alarms: { ...alarms, read: readAlarms.ask },
    signals: { read: readSignals.ask },
    shifts: {
      ...rememberResources(shifts),
      allManagedResources: remember(shifts.allManagedResources).ask,
      activeShifts: rememberList(shifts.activeShifts),
      endedShifts: remember(shifts.endedShifts).ask,
      activeAutoshifts: remember(shifts.activeAutoshifts).ask,
    },
    groups: {
      ...groups,
      select: remember(groups.select).ask,
      tagged: remember(groups.tagged).ask,
      all: rememberList(groups.all),
      changes: remember(groups.changes).ask,
    },
    subnets,
    forget: (source) => (source === 'alarms' ? readAlarms : readSignals).forget(),
  };
}

/** Each of them by itself, also where they come from one list: those that are known are not listed again. */
function rememberResources({ managedResource, managedResources }: ShiftReader) {
  const answers = new Map<ResourceArn, ManagedResource>();
  const remembering = (read: (resource: ResourceArn) => Promise<ManagedResource>) => async (resource: ResourceArn) => {
    const answer = answers.get(resource) ?? (await read(resource));
    answers.set(resource, answer);
    return answer;
  };
  return {
    managedResource: remembering(managedResource),
    managedResources: (resources: readonly ResourceArn[]) => remembering(managedResources(resources)),
  };
}

/** A list that was not read to its end is not remembered. */
function rememberList<Item>(list: (isEnough?: (page: readonly Item[]) => boolean) => Promise<readonly Item[]>): typeof list {
  let whole: readonly Item[] | undefined;
  return async (isEnough) => {
    if (whole !== undefined) return whole;
    const answer = await list(isEnough);
    if (!isEnough?.(answer)) whole = answer;
    return answer;
  };
}

function remember<Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) {
  const answers = new Map<string, Answer>();
  return {
    ask: async (...asked: Asked): Promise<Answer> => {
      const key = JSON.stringify(asked);
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = await ask(...asked);
      answers.set(key, answer);
      return answer;
    },
    forget: () => answers.clear(),
  };
}

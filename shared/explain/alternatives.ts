import { brokenRules } from '../configuration/configuration-rules.ts';
import configurationShape from '../configuration/shape/configuration-shape.json';
import { fill, MISFIT, type Shape } from '../configuration/shape/shape.ts';
import type { Policy } from '../domain/index.ts';

/** A configuration in which one setting is another than in the recorded one. */
export interface Alternative {
  /** `limits.cooldownMinutes` */
  readonly path: string;
  readonly recorded: unknown;
  readonly now: unknown;
  readonly policy: Policy;
}

/**
 * The usual alternatives of every single setting: half and twice a number or a duration, each other value of a choice. Not of lists, nor of
 * names, nor of `mode`: a verdict does not rest on it. Only what the configuration accepts.
 */
export function alternativesTo(policy: Policy): Alternative[] {
  return settingsIn(configurationShape as unknown as Shape, policy, []).flatMap(({ path, recorded, shape }) =>
    othersThan(recorded, shape).flatMap((now) => {
      const changed = withValue(policy, path, now);
      return brokenRules(changed).length > 0 ? [] : [{ path: path.join('.'), recorded, now, policy: changed }];
    }),
  );
}

interface Setting {
  readonly path: readonly string[];
  readonly recorded: unknown;
  readonly shape: Shape;
}

function settingsIn(shape: Shape, value: unknown, path: readonly string[]): Setting[] {
  if (!('members' in shape)) return path[0] === 'mode' ? [] : [{ path, recorded: value, shape }];
  const values = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape.members).flatMap(([key, member]) =>
    values[key] === undefined ? [] : settingsIn(member, values[key], [...path, key]),
  );
}

const DURATION = /^(\d+)([mh])$/;

function othersThan(recorded: unknown, shape: Shape): unknown[] {
  if ('oneOf' in shape) return shape.oneOf.filter((value) => value !== recorded);
  return scaled(recorded, shape).filter((value) => value !== recorded && fill(shape, value) !== MISFIT);
}

function scaled(recorded: unknown, shape: Shape): unknown[] {
  if ('number' in shape) {
    const round = shape.number.whole ? Math.round : (value: number) => Number(value.toPrecision(6));
    return [0.5, 2].map((factor) => round(factor * (recorded as number)));
  }
  const [, length, unit] = 'text' in shape ? (DURATION.exec(String(recorded)) ?? []) : [];
  return length === undefined ? [] : [0.5, 2].map((factor) => `${Math.round(factor * Number(length))}${unit}`);
}

function withValue<T>(value: T, [key, ...rest]: readonly string[], now: unknown): T {
  if (key === undefined) return now as T;
  return { ...value, [key]: withValue((value as Readonly<Record<string, unknown>>)[key], rest, now) };
}

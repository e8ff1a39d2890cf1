import type * as z from 'zod/mini';
import { show } from '../errors.ts';

type Issue = z.core.$ZodIssue;

/**
 * Turns schema issues into sentences that name the place, the offending value and what is accepted:
 * `mode: "acting" is not accepted; accepted: observe, approve, act`.
 */
export function describeIssues(issues: readonly Issue[], input: unknown): string[] {
  return [...new Set(issues.flatMap((issue) => describeIssue(issue, input)))];
}

function describeIssue(issue: Issue, input: unknown): string[] {
  const place = issue.path.length === 0 ? 'the document' : formatPath(issue.path);
  const given = valueAt(input, issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${place}: unknown key "${key}"; accepted: ${issue.message}`);
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.filter((branch) => branch.some((inner) => inner.path.length > 0))[0];
    if (closest !== undefined) return describeIssues(prefixed(closest, issue.path), input);
  }
  if (issue.code === 'invalid_key') {
    const accepted = issue.issues.map(acceptedBy).join(', ');
    return [`${formatPath(issue.path.slice(0, -1))}: key ${show(issue.path.at(-1))} is not accepted; accepted: ${accepted}`];
  }
  if (given === undefined) return [`${place}: missing; accepted: ${acceptedBy(issue)}`];
  return [`${place}: ${show(given)} is not accepted; accepted: ${acceptedBy(issue)}`];
}

function prefixed(issues: readonly Issue[], path: Issue['path']): Issue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function acceptedBy(issue: Issue): string {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.message !== '' && issue.message !== 'Invalid input') return issue.message;
  if (issue.code === 'invalid_type') return `a value of type ${issue.expected}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return 'see docs/configuration.md';
}

function formatPath(path: Issue['path']): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function valueAt(input: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

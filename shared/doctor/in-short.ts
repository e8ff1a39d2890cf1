import type { Diagnosis, Finding } from '../domain/index.ts';

/** So many alike are told one by one. */
const MOST_ALIKE = 10;

/** For a report, whose size is bounded: of many findings of one kind the first ten, and a count. Linear. */
export function inShort(diagnosis: Diagnosis): Diagnosis {
  const alike = new Map<string, Finding[]>();
  for (const found of diagnosis.findings) {
    const kind = `${found.finding} ${found.status}`;
    const group = alike.get(kind);
    if (group === undefined) alike.set(kind, [found]);
    else group.push(found);
  }
  return { ...diagnosis, findings: [...alike.values()].flatMap(firstOf) };
}

function firstOf(findings: readonly Finding[]): readonly Finding[] {
  const [first] = findings;
  const left = findings.length - MOST_ALIKE;
  if (first === undefined || left <= 0) return findings;
  const { finding, status } = first;
  const rest: Finding = { finding, status, why: `and ${left} more like these`, mend: 'gray-failure doctor tells all of them' };
  return [...findings.slice(0, MOST_ALIKE), rest];
}

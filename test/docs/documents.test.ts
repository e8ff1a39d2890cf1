import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { EVACUATE_CHECKS, RESTORE_CHECKS } from '../../shared/decide/check-names.ts';
import type { AzId } from '../../shared/domain/index.ts';
import { decodeRecord } from '../../shared/marks/record.ts';
import { documents, everyText, found, jsonBlocks, read, root } from './documents.ts';

/** The glossary, whose files are in domain/. */
const domain = ['shared/domain/index.ts', ...readdirSync(join(root, 'shared/domain')).map((file) => join('shared/domain', file))]
  .map(read)
  .join('\n');

const configurations = documents.flatMap((path) =>
  jsonBlocks(read(path))
    .filter((block) => 'application' in block && 'zones' in block)
    .map((block) => ({ path, block })),
);

describe('the documents', () => {
  it('show configurations that are accepted', () => {
    expect(configurations.length).toBeGreaterThanOrEqual(4);
    for (const { block } of configurations) expect(parseConfiguration(JSON.stringify(block))).toMatchObject(block);
  });

  it.each(documents)('%s links only to what is there', (path) => {
    const text = read(path);
    const linked = [...found(/\]\(([^)\s]+)\)/g, text), ...found(/(?:src|srcset|href)="([^"]+)"/g, text)];
    const links = linked.filter((link) => !/^[a-z]+:/.test(link));
    const broken = links.filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? join(root, path) : resolve(join(root, dirname(path)), file);
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('show records as they are written', () => {
    const zoneId = 'use1-az1' as AzId;
    const heads = found(/gray-failure-responder:use1-az1:0[\t ]+(id=.*)$/gm, everyText);
    expect(heads.length).toBeGreaterThanOrEqual(2);
    for (const head of heads) {
      const tags = { [`gray-failure-responder:${zoneId}:0`]: head, [`gray-failure-responder:${zoneId}:1`]: '0:subnet-0a1' };
      expect(decodeRecord(tags, zoneId)).toMatchObject({ zoneId, members: [{ position: 0, member: 'subnet-0a1' }] });
    }
  });

  it('explain every check', () => {
    const rows = found(/^\| `([\w-]+)` \| .* \| (?:yes|no) \| .* \|$/gm, read('docs/checks.md'));
    expect(rows).toEqual([...EVACUATE_CHECKS, ...RESTORE_CHECKS]);
  });

  it('keep the README short', () => {
    expect(read('README.md').split('\n').length - 1).toBeLessThanOrEqual(150);
  });

  it('list every document in the index', () => {
    const listed = found(/\]\(([\w./-]+\.md)\)/g, read('docs/README.md')).map((link) => join('docs', link));
    const records = found(/\]\(([\w./-]+\.md)\)/g, read('docs/adr/README.md')).map((link) => join('docs/adr', link));
    const unlisted = documents.filter((path) => path.startsWith('docs/') && ![...listed, ...records].includes(path));
    expect(unlisted).toEqual(['docs/README.md']);
  });

  it('say in the runbook what to do about every check of an evacuation', () => {
    const [, section = ''] = read('docs/evacuating.md').split(/^## When it holds$/m);
    const [neverHold = '', hold = ''] = section.split(/ never hold\. The others:$/m);
    const named = [...found(/`([\w-]+)`/g, neverHold.split('\n').at(-1) ?? ''), ...found(/^\| `([\w-]+)` \|/gm, hold)];
    expect(named.sort()).toEqual([...EVACUATE_CHECKS].sort());
  });

  it('say in the runbook what to do about every check of a restore', () => {
    const [, section = ''] = read('docs/restoring.md').split(/^## When it holds$/m);
    expect(found(/^\| `([\w-]+)` \|/gm, section)).toEqual([...RESTORE_CHECKS]);
  });

  it('explain every kind of step, and no other', () => {
    const kinds = found(/^ {2}readonly kind: '([\w-]+)';$/gm, read('shared/domain/plan.ts'));
    const [, steps = ''] = read('docs/report.md').split(/^### (?:Steps|Results)$/m);
    expect(kinds.length).toBeGreaterThan(5);
    expect(found(/^\| `([\w-]+)` \|/gm, steps).sort()).toEqual([...kinds].sort());
  });

  it('explain every stage that is timed, and no other', () => {
    const stages = found(/'(\w+)'/g, /export type Stage =([^;]*);/.exec(read('shared/report/report-parts.ts'))?.[1] ?? '');
    const row = /^\| (`parseMs`.*?) \| Milliseconds/m.exec(read('docs/report.md'))?.[1] ?? '';
    expect(stages.length).toBeGreaterThan(5);
    expect(found(/`(\w+)Ms`/g, row).sort()).toEqual(stages.sort());
  });

  it('explain every result code and outcome of a report, and no other', () => {
    const literals = (type: string) => found(/'([\w-]+)'/g, new RegExp(`export type ${type} =([^;]*);`).exec(domain)?.[1] ?? '');
    const codes = literals('ResultCode');
    const outcomes = literals('Outcome');
    expect([codes.length > 10, outcomes.length > 5]).toEqual([true, true]);
    const [, results = '', rest = ''] = read('docs/report.md').split(/^##+ (?:Results|Outcomes)$/m);
    const rowsOf = (text: string) => found(/^\| `([\w-]+)` \|/gm, text).sort();
    expect(rowsOf(results)).toEqual(codes.sort());
    expect(rowsOf(rest.split(/^## /m)[0] ?? '')).toEqual(outcomes.sort());
  });
});

/** GitHub's anchors of a document's headings. */
function anchorsOf(markdown: string): string[] {
  return found(/^#+ (.*)$/gm, markdown).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { alarmEvent, configurationOf, IMPAIRED_ZONE_ID, regionInTrouble } from '../../bench/stage.ts';
import { startServer } from '../../simulator/http/server.ts';
import { buildIfOlder, bundle, root } from '../built-responder.ts';

/** Of JavaScript that is loaded before the first zonal shift. Each kilobyte is read, parsed and run in the first second of an incident. */
const LIMIT_BYTES = 290_000;

interface HotPath {
  readonly total: number;
  readonly parts: Readonly<Record<string, number>>;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as HotPath;

/** What is larger than the table says, the largest growth first: `zod 31.0 kB (+31.0)`. */
function growth(now: HotPath, table: HotPath): string[] {
  const grown = Object.entries(now.parts).map(([part, bytes]) => ({ part, bytes, more: bytes - (table.parts[part] ?? 0) }));
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  return grown
    .filter(({ more }) => more >= 100)
    .sort((one, other) => other.more - one.more)
    .map(({ part, bytes, more }) => `${part} ${kilobytes(bytes)} kB (+${kilobytes(more)})`);
}

/** Null: within the limit. */
function complaint(now: HotPath, table: HotPath): string | null {
  if (now.total <= LIMIT_BYTES) return null;
  const grown = growth(now, table).join(', ') || 'nothing beside the table';
  return (
    `${now.total} bytes are loaded before the first shift (maximum ${LIMIT_BYTES}). Grown: ${grown}. Load it by a dynamic import ` +
    'where it is needed later, or make room; npm run hotpath writes the table anew'
  );
}

beforeAll(buildIfOlder);

describe('what is loaded before the first zonal shift', () => {
  it('is small', () => {
    expect(complaint(read('dist/hot-path.json'), read('test/functions/hot-path.json'))).toBeNull();
  });

  it('names what grew where it is not', () => {
    const table = { total: 280_000, parts: { 'shared/aws': 20_000, '@smithy/core': 90_000, 'shared/decide': 30_000 } };
    const now = { total: 312_000, parts: { 'shared/aws': 21_000, zod: 31_000, '@smithy/core': 90_000, 'shared/decide': 29_000 } };
    expect(complaint(now, table)).toContain('312000 bytes');
    expect(complaint(now, table)).toContain('Grown: zod 31.0 kB (+31.0), shared/aws 21.0 kB (+1.0). ');
    expect(complaint({ ...now, total: LIMIT_BYTES }, table)).toBeNull();
  });

  it('is one file: with no other, the shift is started all the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'first-file-'));
    const size = { zones: 3, resources: 1, groups: 1 };
    const region = regionInTrouble(size, new Date());
    const server = await startServer(region, { port: 0, waits: false });
    try {
      cpSync(bundle, join(folder, 'index.mjs'));
      const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', INVOKE], {
        env: {
          BUNDLE: pathToFileURL(join(folder, 'index.mjs')).href,
          EVENT: JSON.stringify(alarmEvent(new Date())),
          RESPONDER_CONFIG: configurationOf(size),
          AWS_ENDPOINT_URL: server.url,
          AWS_REGION: 'us-east-1',
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
        },
      });
      await expect(run).rejects.toThrow(/ERR_MODULE_NOT_FOUND/);
      const writes = region.calls.filter(({ mutates, operation }) => mutates && operation !== 'SetAlarmState');
      expect(writes).toMatchObject([{ operation: 'StartZonalShift', input: { awayFrom: IMPAIRED_ZONE_ID } }]);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});

const INVOKE = `
  const { handler } = await import(process.env.BUNDLE);
  await handler(JSON.parse(process.env.EVENT), { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 20_000 });
`;

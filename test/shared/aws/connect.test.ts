import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const CONNECT = resolve('shared/aws/connect.ts');

/** What a process of its own writes to stderr when so many requests wait for the end of the run; Jest's `process` gets no warnings. */
function warningsOf(listeners: number, before: string): string {
  const script = `
    import { connect, makeClients } from ${JSON.stringify(CONNECT)};
    const { signal } = new AbortController();
    ${before}
    for (let index = 0; index < ${listeners}; index += 1) signal.addEventListener('abort', () => {});`;
  return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { encoding: 'utf8' }).stderr;
}

/** Node.js 24 counts no listeners of an AbortSignal any more; until then it warns of more than ten. */
const doesNodeWarn = Number(process.versions.node.split('.')[0]) < 24;

describe('the connection of a run', () => {
  it('lets any number of requests wait for the end of the run at once, without the warning of a leak', () => {
    expect(warningsOf(60, '').includes('MaxListenersExceededWarning')).toBe(doesNodeWarn);
    expect(warningsOf(60, `connect(makeClients({ region: 'us-east-1' }), { abortSignal: signal });`)).not.toContain(
      'Warning: Possible',
    );
  });
});

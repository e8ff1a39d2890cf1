import { execFileSync } from 'node:child_process';
import { grayFailureCommand, lambdaCommand } from '../../../shared/report/suggested-command.ts';

/** The words that a shell makes of it. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);
}

describe('a suggested command', () => {
  it('of a function invokes it with the request', () => {
    const command = lambdaCommand('responder')({ action: 'restore', zone: 'use1-az1', reason: 'recovered' });
    expect(command).toBe(
      'aws lambda invoke --function-name responder --cli-binary-format raw-in-base64-out ' +
        `--payload '{"action":"restore","zone":"use1-az1","reason":"recovered"}' /dev/stdout`,
    );
  });

  it('of a function is read by a shell as it is meant, whatever the reason', () => {
    const request = {
      action: 'evacuate',
      zone: 'use1-az1',
      reason: `it's $HOME` + ' `id`',
      override: ['regional', 'single-zone'],
    };
    const words = wordsOf(lambdaCommand('responder')({ ...request, action: 'evacuate' }));
    expect(JSON.parse(words[words.indexOf('--payload') + 1] ?? '')).toEqual(request);
  });

  it('of the command line is the same command, with the same configuration', () => {
    const commandFor = grayFailureCommand('npx gray-failure', ['--config', 'mine.json']);
    expect(commandFor({ action: 'restore', zone: 'use1-az1', reason: 'recovered' })).toBe(
      'npx gray-failure restore use1-az1 --config mine.json --reason recovered',
    );
  });

  it('of the command line asks for the status and for upkeep of all zones, and without a reason', () => {
    const commandFor = grayFailureCommand('gray-failure', ['--function', 'responder']);
    expect(commandFor({ action: 'status', zone: 'use1-az1' })).toBe('gray-failure status --function responder');
    expect(commandFor({ action: 'upkeep', zone: 'use1-az1', reason: 'approved tick-1' })).toBe(
      'gray-failure upkeep --function responder',
    );
  });

  it('of the command line names each check that a person answers for', () => {
    const commandFor = grayFailureCommand('gray-failure', ['--config', 'c.json']);
    const command = commandFor({ action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'] });
    expect(command).toContain(' --override recovery --override no-impact');
  });

  it('of the command line is read by a shell as it is meant, whatever the file is called', () => {
    const file = `it's $HOME "\\ --of` + ' `id`.json';
    const commandFor = grayFailureCommand('npx gray-failure', ['--config', file]);
    expect(wordsOf(commandFor({ action: 'evacuate', zone: 'use1-az1', reason: 'approved cli-1' }))).toEqual([
      ...['npx', 'gray-failure', 'evacuate', 'use1-az1'],
      ...['--config', file, '--reason', 'approved cli-1'],
    ]);
  });
});

import { execFileSync } from 'node:child_process';
import { lambdaCommand, laptopCommand } from '../../../shared/report/suggested-command.ts';

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

  it('of a laptop is npm run respond, with the same configuration', () => {
    const commandFor = laptopCommand('gray-failure.config.json');
    expect(commandFor({ action: 'restore', zone: 'use1-az1', reason: 'recovered' })).toBe(
      'npm run respond -- restore --zone use1-az1 --config gray-failure.config.json --reason recovered',
    );
    expect(commandFor({ action: 'status', zone: undefined })).toBe('npm run respond -- status --config gray-failure.config.json');
  });

  it('of a laptop names each check that a person answers for', () => {
    const command = laptopCommand('c.json')({ action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'] });
    expect(command).toContain(' --override recovery --override no-impact');
  });

  it('of a laptop is read by a shell as it is meant, whatever the file is called', () => {
    const file = `it's $HOME "\\ --of` + ' `id`.json';
    const command = laptopCommand(file)({ action: 'evacuate', zone: 'use1-az1', reason: 'approved cli-1' });
    expect(wordsOf(command)).toEqual([
      ...['npm', 'run', 'respond', '--', 'evacuate', '--zone', 'use1-az1'],
      ...['--config', file, '--reason', 'approved cli-1'],
    ]);
  });
});

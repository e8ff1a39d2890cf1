import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledCommand } from '../../bundled-command.ts';
import { textOf } from '../../corpus/saved.ts';
import { root } from './terminal.ts';

/** The AWS CLI as far as `replay` uses it: an empty queue, or what the name of the queue says. */
const AWS_CLI = `#!/bin/sh
case "$*" in
  *forbidden*) echo "An error occurred (AccessDenied) when calling the ReceiveMessage operation: not authorized" >&2; exit 254;;
  *slow*) sleep 30;;
esac
if [ -z "$AWS_ACCESS_KEY_ID" ]; then echo "Unable to locate credentials. You can configure credentials by running \\"aws login\\"." >&2; exit 253; fi
`;

/** Puts the files of the matrix into a folder, with the commands `gray-failure` and `aws`. Returns what replaces `{report}` and the others in a word by its path. */
export function layOut(folder: string): (word: string) => string {
  const example = readFileSync(join(root, 'gray-failure.config.example.json'), 'utf8');
  const report = textOf('cooldown-fail');
  const members = JSON.parse(report) as { evidence: object };
  const now = new Date(Date.now() - 60_000).toISOString();
  const contents: Readonly<Record<string, string>> = {
    report,
    recent: JSON.stringify({ ...members, evidence: { ...members.evidence, now } }),
    theirs: example.replaceAll('111122223333', '999988887777'),
    problems: example.replace('"mode": "approve"', '"mode": "acting"'),
    text: 'no JSON',
  };
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, `${name}.json`), text);
  const executable = { mode: 0o755 };
  const command = [process.execPath, ...bundledCommand()].map((word) => `'${word}'`).join(' ');
  writeFileSync(join(folder, 'gray-failure'), `#!/bin/sh\nexec ${command} "$@"\n`, executable);
  writeFileSync(join(folder, 'aws'), AWS_CLI, executable);
  return (word) => word.replaceAll(/\{([a-z]+)\}/g, (_, name: string) => join(folder, `${name}.json`));
}

import { Argument, Command } from 'commander';
import { writeAnswer } from '../streams.ts';

const MORE = `
Examples:
  gray-failure completion bash > /etc/bash_completion.d/gray-failure
  gray-failure completion zsh > "\${fpath[1]}/_gray-failure"`;

type Shell = 'bash' | 'zsh';

/** Prints what a shell needs to complete sub-commands and options. `loadAll` loads every one of them. */
export function completionCommand(loadAll: () => Promise<readonly Command[]>): Command {
  return new Command('completion')
    .description('Prints a script with which your shell completes sub-commands and options.')
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh']))
    .addHelpText('after', MORE)
    .action(async (shell: Shell) => writeAnswer(SCRIPTS[shell](wordsBySubCommand(await loadAll()))));
}

/** By sub-command: what may follow it. */
type Words = ReadonlyMap<string, readonly string[]>;

function wordsBySubCommand(commands: readonly Command[]): Words {
  return new Map(commands.map((command) => [command.name(), wordsOf(command)]));
}

function wordsOf(command: Command): string[] {
  const children = command.commands.flatMap((child) => [child.name(), ...wordsOf(child)]);
  const options = command.options.flatMap(({ long }) => long ?? []);
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  return [...new Set([...children, ...choices, ...options, '--help'])];
}

const namesOf = (words: Words) => [...words.keys(), '--help', '--version'].join(' ');

/** A case for each sub-command; `assign` is the shell's way to keep a list. */
function casesOf(words: Words, assign: (list: string) => string): string {
  return [...words].map(([name, next]) => `    ${name}) ${assign(next.join(' '))} ;;`).join('\n');
}

const SCRIPTS: Readonly<Record<Shell, (words: Words) => string>> = {
  bash: (words) => `# bash completion for gray-failure
_gray_failure() {
  local candidates="${namesOf(words)}"
  if [ "$COMP_CWORD" -gt 1 ]; then candidates=""; case "\${COMP_WORDS[1]}" in
${casesOf(words, (list) => `candidates="${list}"`)}
  esac; fi
  COMPREPLY=($(compgen -W "$candidates" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _gray_failure gray-failure
`,
  zsh: (words) => `#compdef gray-failure
_gray_failure() {
  local -a candidates=(${namesOf(words)})
  if (( CURRENT > 2 )); then candidates=(); case "$words[2]" in
${casesOf(words, (list) => `candidates=(${list})`)}
  esac; fi
  compadd -a candidates
  _files
}
compdef _gray_failure gray-failure
`,
};

#!/usr/bin/env node
import { Command, CommanderError, type Option } from 'commander';
import { version } from '../package.json';
import { columnsOf } from '../shared/tell/columns.ts';
import { SUB_COMMANDS, type SubCommand } from './commands/index.ts';
import { EXIT } from './exit-codes.ts';
import { asFailure } from './failure.ts';
import { layOutLines } from './lay-out-lines.ts';
import { writeAnswer, writeProgress } from './streams.ts';

/** The command `gray-failure`: one file for each sub-command in `commands/`, loaded when it is asked for. */

/** On Node.js 20 the SDK warns in eight lines. npm has said at installation that 22 is needed; once is enough. */
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const EXAMPLES = `
Examples:
  gray-failure init --tag app=shop
  gray-failure status
  gray-failure plan evacuate use1-az1
  gray-failure evacuate use1-az1 --reason "game day 12"

"gray-failure SUB-COMMAND --help" shows the options of a sub-command.`;

const WHERE_HELP_IS = '"--help" shows what is accepted.';

/** In a file, each line stays one. */
function say(text: string): void {
  writeProgress(process.stderr.isTTY ? layOutLines(text, columnsOf(process.stderr)) : text);
}

async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('gray-failure')
    .description('Confirms that a gray failure is confined to one Availability Zone, and moves traffic and capacity out.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .helpCommand('help [sub-command]', 'print the options of a sub-command')
    .usage('SUB-COMMAND [options]')
    .configureOutput({ writeOut: writeAnswer, writeErr: writeProgress, outputError: (text) => say(text.trimEnd()) })
    .showHelpAfterError(WHERE_HELP_IS)
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  const asked = words[0] === 'help' ? words[1] : words[0];
  for (const subCommand of SUB_COMMANDS) {
    if (subCommand.name === asked) await load(subCommand, program);
    else program.addCommand(placeholder(subCommand));
  }
  return program;
}

async function load(subCommand: SubCommand, program: Command): Promise<void> {
  const command = await subCommand.load();
  program.addCommand(command);
  inherit(command, program);
}

/** Errors and help as in the program, also of a sub-command's own sub-commands. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
  command.showHelpAfterError(`usage: ${command.createHelp().commandUsage(command)}\n${WHERE_HELP_IS}`);
  for (const option of command.options) if (option.parseArg === undefined) refuseTwice(command, option);
  for (const child of command.commands) inherit(child, command);
}

/** Of two values the last would count, and nobody would know. */
function refuseTwice(command: Command, option: Option): void {
  let isGiven = false;
  command.on(`option:${option.name()}`, () => {
    if (isGiven) command.error(`error: option '${option.flags}' is given more than once; accepted: once`);
    isGiven = true;
  });
}

/** Enough of a sub-command for the list in `--help`. */
function placeholder({ name, summary }: SubCommand): Command {
  return new Command(name).description(summary);
}

async function main(words: readonly string[]): Promise<void> {
  const program = await buildProgram(words);
  if (words.length === 0) {
    process.exitCode = EXIT.usage;
    return program.outputHelp({ error: true });
  }
  await program.parseAsync(words, { from: 'user' });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Commander has written its message. Help and the version are no error.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  const { message, exitCode } = asFailure(error);
  say(message);
  process.exitCode = exitCode;
});

#!/usr/bin/env node
import { Command, CommanderError, type Option } from 'commander';
import { version } from '../package.json';
import { SUB_COMMANDS, type SubCommand } from './commands/index.ts';
import { EXIT } from './exit-codes.ts';
import { asFailure } from './failure.ts';
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

async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('gray-failure')
    .description('Confirms that a gray failure is confined to one Availability Zone, and moves traffic and capacity out.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this text')
    .helpCommand('help [sub-command]', 'print the options of a sub-command')
    .usage('SUB-COMMAND [options]')
    .configureOutput({ writeOut: writeAnswer, writeErr: writeProgress })
    .showHelpAfterError('"--help" shows what is accepted.')
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  const asked = words[0] === 'help' ? words[1] : words[0];
  for (const subCommand of SUB_COMMANDS) {
    program.addCommand(subCommand.name === asked ? await loaded(subCommand, program) : placeholder(subCommand));
  }
  return program;
}

async function loaded({ load }: SubCommand, program: Command): Promise<Command> {
  const command = await load();
  inherit(command, program);
  return command;
}

/** Errors and help as in the program, also of a sub-command's own sub-commands. */
function inherit(command: Command, parent: Command): void {
  command.copyInheritedSettings(parent);
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
    writeProgress(program.helpInformation());
    return;
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
  writeProgress(`${message}\n`);
  process.exitCode = exitCode;
});

import { hang, hangCommand } from '../shared/tell/columns.ts';

/** `what stands: gray-failure status --config mine.json` */
const COMMAND = /^(?<lead>[^:]*: )(?<command>(?:npx )?gray-failure .*)$/;

/** A message of lines as a terminal shows it. A command stays one command. */
export function layOutLines(text: string, columns: number): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const { lead, command } = COMMAND.exec(line)?.groups ?? {};
      return lead !== undefined && command !== undefined ? hangCommand(lead, command, columns) : hang('', line, columns);
    })
    .join('\n');
}

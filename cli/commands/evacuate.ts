import { Command } from 'commander';
import { findConfiguration, takesConfiguration } from '../configuration.ts';
import { answer } from '../run/answer.ts';
import { type RequestOptions, requestOf, takesAnswerOptions, takesReasons, ZONE } from '../run/request.ts';
import { runHere } from '../run/run-here.ts';

const MORE = `
Example:
  gray-failure evacuate use1-az1 --reason "game day 12"`;

/** Moves traffic, then capacity, out of a zone. */
export function evacuateCommand(): Command {
  const command = new Command('evacuate').description('Moves traffic, then capacity, out of a zone.').argument(...ZONE);
  return takesReasons(takesAnswerOptions(takesConfiguration(command)))
    .addHelpText('after', MORE)
    .action(async (zone: string, options: RequestOptions) => {
      answer(await runHere(requestOf('evacuate', zone, options), await findConfiguration(options)), options);
    });
}

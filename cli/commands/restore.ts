import { Command } from 'commander';
import { findConfiguration, takesConfiguration } from '../configuration.ts';
import { answer } from '../run/answer.ts';
import { type RequestOptions, requestOf, takesAnswerOptions, takesReasons, ZONE } from '../run/request.ts';
import { runHere } from '../run/run-here.ts';

const MORE = `
Example:
  gray-failure restore use1-az1 --reason "recovered"`;

/** Brings a zone back as it was: capacity first, traffic last. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('Brings a zone back as it was: capacity first, traffic last.')
    .argument(...ZONE);
  return takesReasons(takesAnswerOptions(takesConfiguration(command)))
    .addHelpText('after', MORE)
    .action(async (zone: string, options: RequestOptions) => {
      answer(await runHere(requestOf('restore', zone, options), await findConfiguration(options)), options);
    });
}

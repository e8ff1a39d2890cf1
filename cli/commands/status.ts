import { Command } from 'commander';
import { findConfiguration, takesConfiguration } from '../configuration.ts';
import { answer } from '../run/answer.ts';
import { type RequestOptions, requestOf, takesAnswerOptions } from '../run/request.ts';
import { runHere } from '../run/run-here.ts';

const MORE = `
Example:
  gray-failure status --config gray-failure.config.json`;

/** Shows what is evacuated now, from shifts and records alone. */
export function statusCommand(): Command {
  const command = new Command('status').description('Shows what is evacuated now. Changes nothing.');
  return takesAnswerOptions(takesConfiguration(command))
    .addHelpText('after', MORE)
    .action(async (options: RequestOptions) => {
      answer(await runHere(requestOf('status', undefined, options), await findConfiguration(options)), options);
    });
}

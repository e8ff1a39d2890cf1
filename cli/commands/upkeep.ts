import { Command } from 'commander';
import { findConfiguration, takesConfiguration } from '../configuration.ts';
import { answer } from '../run/answer.ts';
import { type RequestOptions, requestOf, takesAnswerOptions } from '../run/request.ts';
import { runHere } from '../run/run-here.ts';

const MORE = `
Example:
  gray-failure upkeep --dry-run`;

interface UpkeepOptions extends RequestOptions {
  readonly dryRun: boolean;
}

/** One tick: keeps alive what is out, and judges an alarm that still rings. */
export function upkeepCommand(): Command {
  const command = new Command('upkeep').description(
    'Does once what the schedule does every minute: keeps alive what is out, and judges an alarm that still rings.',
  );
  return takesAnswerOptions(takesConfiguration(command))
    .option('--dry-run', 'judge and plan, change nothing', false)
    .addHelpText('after', MORE)
    .action(async (options: UpkeepOptions) => {
      const request = { ...requestOf('upkeep', undefined, options), dryRun: options.dryRun };
      answer(await runHere(request, await findConfiguration(options)), options);
    });
}

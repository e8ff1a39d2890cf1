import { Command } from 'commander';
import { takesConfiguration } from '../configuration.ts';
import { ask } from '../run/ask.ts';
import { type RequestOptions, takesAnswerOptions, takesPlace } from '../run/request.ts';

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
  return takesPlace(takesAnswerOptions(takesConfiguration(command)))
    .option('--dry-run', 'judge and plan, change nothing', false)
    .addHelpText('after', MORE)
    .action(async (options: UpkeepOptions) => {
      await ask({ action: 'upkeep', dryRun: options.dryRun }, options);
    });
}

import { Command } from 'commander';
import { takesConfiguration } from '../configuration.ts';
import { type ChangeOptions, carryOut } from '../run/carry-out.ts';
import { takesAnswerOptions, takesPlace, takesReasons, ZONE } from '../run/request.ts';

const MORE = `
Example:
  gray-failure restore use1-az1 --reason "recovered"`;

/** Brings a zone back as it was: capacity first, traffic last. */
export function restoreCommand(): Command {
  const command = new Command('restore')
    .description('Brings a zone back as it was: capacity first, traffic last.')
    .argument(...ZONE);
  return takesPlace(takesReasons(takesAnswerOptions(takesConfiguration(command))))
    .addHelpText('after', MORE)
    .option('--yes', 'carry it out without asking', false)
    .action((zone: string, options: ChangeOptions) => carryOut('restore', zone, options));
}

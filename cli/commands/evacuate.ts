import { Command } from 'commander';
import { takesConfiguration } from '../configuration.ts';
import { type ChangeOptions, carryOut } from '../run/carry-out.ts';
import { takesAnswerOptions, takesPlace, takesReasons, ZONE } from '../run/request.ts';

const MORE = `
Example:
  gray-failure evacuate use1-az1 --reason "game day 12"`;

/** Moves traffic, then capacity, out of a zone. */
export function evacuateCommand(): Command {
  const command = new Command('evacuate').description('Moves traffic, then capacity, out of a zone.').argument(...ZONE);
  return takesPlace(takesReasons(takesAnswerOptions(takesConfiguration(command))))
    .addHelpText('after', MORE)
    .option('--yes', 'carry it out without asking', false)
    .action((zone: string, options: ChangeOptions) => carryOut('evacuate', zone, options));
}

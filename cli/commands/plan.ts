import { Command } from 'commander';
import { takesConfiguration } from '../configuration.ts';
import { usageFailure } from '../failure.ts';
import { ask } from '../run/ask.ts';
import { type RequestOptions, takesAnswerOptions, takesReasons, ZONE } from '../run/request.ts';

const MORE = `
Example:
  gray-failure plan evacuate use1-az1`;

/** Judges and plans, as an evacuation or a restore would, and changes nothing. */
export function planCommand(): Command {
  const plan = new Command('plan')
    .description('Shows what an evacuation or a restore would do now. Changes nothing.')
    .addHelpText('after', MORE)
    // Options belong to what is planned: without it, none of them is the mistake.
    .allowUnknownOption()
    .usage('evacuate|restore ZONE [options]')
    .argument('[words...]')
    .action(([word = '']: readonly string[]) => {
      const unknown = word === '' || word.startsWith('-') ? '' : ` unknown command '${word}';`;
      throw usageFailure(`plan what?${unknown} accepted: evacuate ZONE, restore ZONE`);
    });
  for (const action of ['evacuate', 'restore'] as const) plan.addCommand(planOf(action));
  return plan;
}

function planOf(action: 'evacuate' | 'restore'): Command {
  const command = new Command(action).description(`judge and plan: ${action}`).argument(...ZONE);
  return takesReasons(takesAnswerOptions(takesConfiguration(command)))
    .addHelpText('after', `\nExample:\n  gray-failure plan ${action} use1-az1`)
    .action(async (zone: string, options: RequestOptions) => {
      await ask({ action, zone, dryRun: true }, options);
    });
}

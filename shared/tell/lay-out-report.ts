import { shortened } from '../explain/compare-plans.ts';
import type { Report } from '../report/report.ts';
import { hang } from './columns.ts';
import { linesOf } from './notice.ts';

/** What a step acts on; other ARNs, such as those in AWS's own words, stay as they are. */
const RESOURCE_ARN = /arn:\S+?:(?:loadbalancer|autoScalingGroupName)\/[^\s:,;]+/g;
/** A command up to its next option, quoted words whole. */
const OPTION = /(?:'[^']*'|\\.|(?! --\w)[^'\\])+/g;

/**
 * The text of a report for a terminal: no line is longer than `columns`, 80 or more, and resources are as short as a person knows
 * them. A command goes on over the end of a line, as a shell reads it; only an option that is longer than a line is not broken.
 */
export function layOutReport(report: Report, columns: number): string {
  return linesOf(report)
    .flatMap(({ lead, text, isCommand }) =>
      isCommand ? layOutCommand(lead, text, columns) : hang(lead, text.replace(RESOURCE_ARN, shortened), columns),
    )
    .join('\n');
}

const GOES_ON = ' \\';

function layOutCommand(lead: string, command: string, columns: number): string[] {
  const room = columns - lead.length - GOES_ON.length;
  const lines: string[] = [];
  for (const option of command.match(OPTION) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + option.length <= room) lines[lines.length - 1] = `${last} ${option}`;
    else lines.push(option);
  }
  return lines.map(
    (line, index) => `${index === 0 ? lead : ' '.repeat(lead.length)}${line}${index < lines.length - 1 ? GOES_ON : ''}`,
  );
}

import type { Trigger } from '../domain/index.ts';

/** What a report suggests that a person asks for next. */
export interface SuggestedRequest {
  readonly action: Trigger['action'];
  /** AZ ID; undefined where no zone is known. */
  readonly zone: string | undefined;
  readonly reason?: string;
  readonly override?: readonly string[];
}

/** The shell command that makes the request, of the place where the responder runs. */
export type CommandFor = (request: SuggestedRequest) => string;

/** Of a Lambda function. */
export function lambdaCommand(functionName: string): CommandFor {
  return (request) =>
    `aws lambda invoke --function-name ${functionName} --cli-binary-format raw-in-base64-out ` +
    `--payload ${quoted(JSON.stringify(request))} /dev/stdout`;
}

/** Of the command line. `typedAs`: `npx gray-failure`; `configuration`: the options that find the configuration again. */
export function grayFailureCommand(typedAs: string, configuration: readonly string[]): CommandFor {
  return ({ action, zone, reason, override = [] }) => {
    // Neither is about one zone.
    const isOfZone = action === 'evacuate' || action === 'restore';
    const words = [
      action,
      ...(isOfZone && zone !== undefined ? [zone] : []),
      ...configuration,
      ...override.flatMap((check) => ['--override', check]),
      ...(reason === undefined || !isOfZone ? [] : ['--reason', reason]),
    ];
    return [typedAs, ...words.map(quoted)].join(' ');
  };
}

/** As one word of a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

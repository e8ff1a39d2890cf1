import type { Command } from 'commander';

/** What a person asks the responder for; the same as the JSON request (docs/requests.md). */
export interface Request {
  readonly action: 'evacuate' | 'restore' | 'status' | 'doctor' | 'upkeep';
  readonly zone?: string;
  readonly dryRun: boolean;
  readonly reason: string;
  readonly override: readonly string[];
}

/** The options of every sub-command that makes a request. */
export interface RequestOptions {
  readonly config?: string;
  readonly function?: string;
  readonly json: boolean;
  readonly verbose: boolean;
  readonly reason?: string;
  readonly override?: readonly string[];
  /** Absent: on this machine. */
  readonly via?: string;
}

export const ZONE = ['<zone>', 'AZ ID or AZ name, such as use1-az1 or us-east-1a'] as const;

export function takesAnswerOptions(command: Command): Command {
  return command
    .option('--json', 'print the whole report as JSON', false)
    .option('-v, --verbose', 'show every check, not only those that do not pass', false);
}

/** Of what changes something. */
export function takesPlace(command: Command): Command {
  return command.option('--via <place>', 'where it runs: here, or lambda (the deployed function)', 'here');
}

export function takesReasons(command: Command): Command {
  return command
    .option('--reason <text>', 'the reason, for the record')
    .option(
      '--override <check>',
      'a check that you take responsibility for; repeatable',
      (check: string, checks: string[] = []) => [...checks, check],
    );
}

export function requestOf(action: Request['action'], zone: string | undefined, options: RequestOptions): Request {
  const { reason = '', override = [] } = options;
  return { action, ...(zone === undefined ? {} : { zone }), dryRun: false, reason, override };
}

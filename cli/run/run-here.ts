import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, makeClients } from '../../shared/aws/connect.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import type { Report } from '../../shared/report/report.ts';
import { grayFailureCommand } from '../../shared/report/suggested-command.ts';
import { respond } from '../../shared/respond.ts';
import type { FoundConfiguration } from '../configuration.ts';
import { typedAs } from '../typed-as.ts';
import { Follow } from './follow.ts';
import { PATIENCE_MILLIS, PATIENT_CLIENT } from './patience.ts';
import type { Request } from './request.ts';

/** Runs the responder on this machine, with your own credentials: the stages are the Lambda's. */
export async function runHere(request: Request, { policy, options }: FoundConfiguration): Promise<Report> {
  const signal = AbortSignal.timeout(PATIENCE_MILLIS);
  const { region, account } = expectedIdentity(policy);
  // The zones in the configuration set the Region, not the shell.
  process.env.AWS_REGION = region;
  const commandFor = grayFailureCommand(typedAs(process.env), options);
  const { action, zone, reason, override } = request;
  const again = commandFor({ action, zone, override, ...(reason === '' ? {} : { reason }) });
  const follower = new Follow({ status: commandFor({ action: 'status', zone: undefined }), again });
  try {
    return await respond(request, {
      ...connect(makeClients(PATIENT_CLIENT), { abortSignal: signal }),
      policy,
      clock: { now: () => new Date(), sleep: (milliseconds) => sleep(milliseconds) },
      identity: { region, account },
      commandFor,
      requestId: `cli-${randomUUID()}`,
      signal,
      patienceMillis: 0,
      follower,
    });
  } finally {
    follower.end();
  }
}

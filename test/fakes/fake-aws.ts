import { connect, makeClients } from '../../shared/aws/connect.ts';
import { lambdaCommand } from '../../shared/report/suggested-command.ts';
import type { Dependencies } from '../../shared/respond.ts';
import { API, aPolicy, WEB } from '../builders.ts';
import { fakeArc } from './fake-arc.ts';
import { fakeAutoScaling } from './fake-auto-scaling.ts';
import { FakeClock } from './fake-clock.ts';
import { fakeCloudWatch } from './fake-cloud-watch.ts';
import { fakeEc2 } from './fake-ec2.ts';
import { fakeNotices } from './fake-notices.ts';

export type FakeAws = ReturnType<typeof fakeAws>;

/** All of AWS that the responder uses, as the builders' configuration expects it: two load balancers, the group `web`. */
export function fakeAws(clock = new FakeClock()) {
  const arc = fakeArc(clock);
  const autoScaling = fakeAutoScaling();
  const [cloudWatch, ec2, notices] = [fakeCloudWatch(), fakeEc2(), fakeNotices()];
  for (const arn of [API, WEB]) arc.register(arn);
  autoScaling.addGroup();
  const { signal } = new AbortController();
  const { reader, writer } = connect(makeClients(), { abortSignal: signal });
  return {
    clock,
    arc,
    autoScaling,
    cloudWatch,
    ec2,
    notices,
    reader,
    writer,
    /** What `respond` needs, in mode act; `overrides` are those of the configuration document. */
    dependencies: (overrides: Record<string, unknown> = {}): Dependencies => ({
      policy: aPolicy(overrides),
      reader,
      writer,
      clock,
      identity: { region: 'us-east-1', account: '111122223333' },
      commandFor: lambdaCommand('responder'),
      requestId: 'invocation-1',
      signal,
      patienceMillis: 0,
    }),
    /** Everything that a run could change. */
    state: () => structuredClone({ shifts: arc.active(), groups: autoScaling.groups() }),
  };
}

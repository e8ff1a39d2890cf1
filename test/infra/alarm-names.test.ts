import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type IVpc, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ZonalCanaryAlarms } from '../../infra/zonal-impact-alarms/zonal-canary-alarms.ts';
import { ZonalImpactAlarms } from '../../infra/zonal-impact-alarms/zonal-impact-alarms.ts';
import { alarmProps, alarmsOf, aStack, ZONES } from './alarms-under-test.ts';

function withCanary(stack: Stack, application: string, qualifier?: string): void {
  const metric = { namespace: `${application}/Canary` };
  new ZonalCanaryAlarms(stack, `${application}Canary`, { zones: ZONES, metric, ...(qualifier ? { qualifier } : {}) });
}

/** Two applications behind one load balancer, in one stack. */
function withApplications(qualifierOf: (application: string) => { qualifier?: string }): Stack {
  const stack = aStack();
  for (const application of ['orders', 'pay']) {
    const { qualifier } = qualifierOf(application);
    new ZonalImpactAlarms(stack, application, alarmProps({ application, ...(qualifier ? { qualifier } : {}) }));
    withCanary(stack, application, qualifier);
  }
  return stack;
}

describe('alarm names of several applications in a stack', () => {
  it('differ by qualifier, including metric alarms on a shared load balancer, and canaries', () => {
    const template = Template.fromStack(withApplications((application) => ({ qualifier: application })));
    for (const application of ['orders', 'pay']) {
      for (const last of ['web-availability', 'web-single-target', 'canary']) {
        template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: `use1-az1-${application}-${last}` });
      }
    }
  });

  it('have the qualifier after the AZ ID in all alarms of a zone', () => {
    const names = alarmsOf({ qualifier: 'orders' }).map(({ input }) => input.AlarmName);
    expect(names.filter((name) => !/^use1-az\d-orders-/.test(name))).toEqual(['wildrydes-regional-impact']);
  });

  it('are refused at synth if they are equal, with the paths', () => {
    const synth = () => Template.fromStack(withApplications(() => ({})));
    expect(synth).toThrow('[Alarms/pay] alarm "use1-az1-web-availability": Alarms/orders/web/us-east-1a/availability');
    expect(synth).toThrow('[Alarms/payCanary] alarm "use1-az1-canary": Alarms/ordersCanary/us-east-1a already has this name');
    expect(synth).toThrow('accepted: alarm names that are unique in an account and Region');
  });

  it('are refused if an alarm created later has the same name', () => {
    const stack = aStack();
    withCanary(stack, 'wildrydes');
    const metric = new Metric({ namespace: 'n', metricName: 'm' });
    new Alarm(stack, 'Mine', { alarmName: 'use1-az2-canary', metric, threshold: 1, evaluationPeriods: 1 });
    expect(() => Template.fromStack(stack)).toThrow(
      '[Alarms/wildrydesCanary] alarm "use1-az2-canary": Alarms/Mine already has this name',
    );
  });

  it('are refused if they are equal tokens', () => {
    const stack = aStack();
    const vpc = new Vpc(stack, 'Vpc') as IVpc;
    const loadBalancer = new ApplicationLoadBalancer(stack, 'Web', { vpc });
    for (const application of ['orders', 'pay']) {
      const zones = ZONES.map(({ zoneName }) => ({ zoneName }));
      new ZonalImpactAlarms(stack, application, alarmProps({ application, zones, loadBalancers: [{ loadBalancer }] }));
    }
    expect(() => Template.fromStack(stack)).toThrow('[Alarms/pay] alarm Alarms/pay/LoadBalancer');
  });
});

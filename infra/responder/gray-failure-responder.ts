import { Stack } from 'aws-cdk-lib';
import type { Dashboard, IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Policy } from '../../shared/domain/index.ts';
import { ResponderDashboard } from '../dashboard/responder-dashboard.ts';
import { refuse } from '../refusal.ts';
import { alarmRule } from './alarms/alarm-rule.ts';
import { ResponderAlarms } from './alarms/responder-alarms.ts';
import { watchedAlarms, watchedLoadBalancers } from './alarms/watched.ts';
import { configurationOf } from './configuration.ts';
import { failureQueue } from './failure-queue.ts';
import { noticesTo } from './notice-topic.ts';
import { optIn } from './opt-in.ts';
import { tellOfOptOuts } from './refuse/overridden-opt-outs.ts';
import { validate } from './refuse/validate.ts';
import { ResponderFunction } from './responder-function.ts';
import type { GrayFailureResponderProps } from './responder-props.ts';
import { upkeepRule } from './upkeep-rule.ts';

/** Names in Lambda and EventBridge have up to 64 characters. The upkeep rule's name ends in `-upkeep`. */
const NAME = /^[\w-]{1,57}$/;

/**
 * The responder of one application: the function, the rules that invoke it, its failure queue, alarms and dashboard. Refuses an
 * unusable configuration at synth, with the construct's path.
 */
export class GrayFailureResponder extends Construct {
  readonly function: LambdaFunction;
  readonly role: IRole;
  readonly logGroup: LogGroup;
  readonly alarmRule: Rule;
  readonly upkeepRule: Rule;
  /** Events that could not be processed or delivered. */
  readonly failures: Queue;
  /** The topic for notices: the given one, or the created one. */
  readonly topic: ITopic;
  /** Alarms on the responder. */
  readonly alarms: readonly IAlarm[];
  readonly dashboard: Dashboard | undefined;

  constructor(scope: Construct, id: string, props: GrayFailureResponderProps) {
    super(scope, id);
    const notices = noticesTo(this, props.notify?.topicArn);
    const document = configurationOf(this, props, notices.topicArn);
    const validated = validate(this, document, props);
    const name = nameOf(this, props);
    this.topic = notices.topic();
    this.failures = failureQueue(this);
    const responder = new ResponderFunction(this, 'Responder', {
      name,
      document,
      validated,
      failures: this.failures,
      options: props,
    });
    this.function = responder.function;
    this.role = responder.role;
    this.logGroup = responder.logGroup;
    notices.letPublish(this.role);
    const rules = { name, policy: validated.policy, target: this.function, deadLetterQueue: this.failures };
    this.alarmRule = alarmRule(this, rules);
    this.upkeepRule = upkeepRule(this, rules);
    const { application } = props;
    const { topic, failures } = this;
    this.alarms = new ResponderAlarms(this, 'Alarms', { name, application, function: this.function, failures, topic }).all;
    this.dashboard = props.dashboard === false ? undefined : this.#makeDashboard(name, props, validated.policy);
    tellOfOptOuts(this, props.resources);
    optIn(this, props);
  }

  /** Dashboard names are unique across all Regions of an account, so the name contains the Region. */
  #makeDashboard(name: string, props: GrayFailureResponderProps, policy: Policy): Dashboard {
    const { autoScalingGroups: groups, application, zones } = policy;
    return new ResponderDashboard(this, 'Dashboard', {
      application,
      dashboardName: `${name}-${Stack.of(this).region}`,
      zones,
      loadBalancers: watchedLoadBalancers(props),
      autoScalingGroups: 'tag' in groups ? [] : groups.map((group) => group.name),
      responder: this.function,
      logGroup: this.logGroup,
      deadLetters: this.failures,
      zonalAlarms: watchedAlarms(this, policy),
      responderAlarms: this.alarms,
    }).dashboard;
  }
}

function nameOf(scope: Construct, { name, application }: GrayFailureResponderProps): string {
  const chosen = name ?? `gray-failure-responder-${application.replaceAll('.', '-')}`;
  if (NAME.test(chosen)) return chosen;
  return refuse(scope, `name: "${chosen}" is not accepted; accepted: letters, digits, "-" and "_", 1 to 57 characters`);
}

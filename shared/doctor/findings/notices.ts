import { defineAccountExamination, fail, unknown, warn } from '../finding.ts';

/** Somebody must hear of it: the topic exists and has a subscriber that has confirmed. */
export const notices = defineAccountExamination({
  name: 'notices',
  examine: ({ readiness: { topic }, policy: { notify } }) => {
    const { topicArn = '', eventBusName } = notify;
    if (topic === null) {
      const mend = 'name a topic in "notify": { "topicArn" }';
      return eventBusName === undefined ? [warn({ why: 'no notices are configured: nobody hears of an evacuation', mend })] : [];
    }
    if (!topic.known)
      return [unknown({ why: `${topicArn} could not be read: ${topic.why}`, mend: 'allow sns:ListSubscriptionsByTopic' })];
    if (topic.value === null)
      return [
        fail({ why: `the topic ${topicArn} does not exist`, mend: `correct "notify": { "topicArn" }: aws sns list-topics` }),
      ];
    const { confirmed, pending } = topic.value;
    if (confirmed > 0) return [];
    const why = `nobody hears of an evacuation: ${topicArn} has no confirmed subscription (${pending} pending)`;
    return [fail({ why, mend: `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS` })];
  },
  well: ({ policy: { notify } }) =>
    `notices go to ${[notify.topicArn, notify.eventBusName].filter((one) => one !== undefined).join(', ')}`,
});

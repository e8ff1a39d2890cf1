import { aCloudWatch, anAlarm, refusal } from './cloud-watch-setup.ts';

const shop = [{ Key: 'app', Value: 'shop' }];
const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`;

describe('the tags of an alarm', () => {
  it('are those that it was created with, and DescribeAlarms does not show them', () => {
    const { call } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { Tags: shop }));
    call('PutCompositeAlarm', { AlarmName: 'any', AlarmRule: 'ALARM(errors)', Tags: shop });
    expect(call('ListTagsForResource', { ResourceARN: arn('errors') })).toEqual({ Tags: shop });
    expect(call('ListTagsForResource', { ResourceARN: arn('any') })).toEqual({ Tags: shop });
    expect(JSON.stringify(call('DescribeAlarms', { AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] }))).not.toContain('shop');
  });

  // API PutCompositeAlarm, Tags: ignored where the alarm exists.
  it('stay when the alarm is put again', () => {
    const { call } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors'));
    call('PutMetricAlarm', anAlarm('errors', { Tags: shop }));
    expect(call('ListTagsForResource', { ResourceARN: arn('errors') })).toEqual({ Tags: [] });
  });

  it('are refused for an alarm that does not exist', () => {
    const { call } = aCloudWatch();
    expect(refusal(() => call('ListTagsForResource', { ResourceARN: arn('none') }))).toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });
});

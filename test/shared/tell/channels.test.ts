import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CHANNELS, NOTIFY_SHAPE } from '../../../shared/tell/channels/index.ts';
import { aPolicy } from '../../builders.ts';

const TARGETS = { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', eventBusName: 'default' };

describe('the channels', () => {
  it('are all in the list', () => {
    const files = readdirSync(resolve(__dirname, '../../../shared/tell/channels'));
    expect(CHANNELS).toHaveLength(files.filter((file) => !['index.ts', 'channel.ts'].includes(file)).length);
  });

  it('are what the configuration takes under "notify"', () => {
    expect(Object.keys(NOTIFY_SHAPE)).toEqual(CHANNELS.map(({ key }) => key));
    expect(aPolicy({ notify: TARGETS }).notify).toEqual(TARGETS);
  });

  it('only write, each to its own target', () => {
    for (const { key, permissions } of CHANNELS) {
      expect(permissions.map(({ access, on }) => ({ access, on }))).toEqual(
        permissions.map(() => ({ access: 'write', on: expect.objectContaining({ notify: key }) })),
      );
    }
  });
});

import { z } from 'zod';
import { wireBoolean } from '../../operations/operation-input.ts';

const tagKeys = z.array(z.string().min(1).max(128)).min(1).max(50).optional();

const alarmTagsPropagation = z
  .object({ Enabled: wireBoolean, IncludedTagKeys: tagKeys, ExcludedTagKeys: tagKeys })
  .refine(({ IncludedTagKeys, ExcludedTagKeys }) => IncludedTagKeys === undefined || ExcludedTagKeys === undefined, {
    message: 'IncludedTagKeys and ExcludedTagKeys cannot be specified together.',
  });

/** The members of every Put operation that concern an alarm's tags. */
export const taggedAlarm = {
  Tags: z
    .array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) }))
    .max(50)
    .optional(),
  ActionConfiguration: z.object({ AlarmTagsPropagation: alarmTagsPropagation.optional() }).optional(),
};

type TaggedAlarm = { readonly [Member in keyof typeof taggedAlarm]?: z.output<(typeof taggedAlarm)[Member]> };
/** `{ 'az-id': 'use1-az1' }` */
export type AlarmTags = Readonly<Record<string, string>>;

export function tagsIn({ Tags = [] }: TaggedAlarm): AlarmTags {
  return Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
}

/** What the event of a change of state says of the alarm's tags: nothing, unless it is to ("Alarm tags in action payloads"). */
export function propagatedTags(tags: AlarmTags, { ActionConfiguration }: TaggedAlarm): Record<string, unknown> {
  const { Enabled = false, IncludedTagKeys, ExcludedTagKeys = [] } = ActionConfiguration?.AlarmTagsPropagation ?? {};
  if (!Enabled) return {};
  const isTold = (key: string) =>
    !key.startsWith('aws:') && (IncludedTagKeys?.includes(key) ?? true) && !ExcludedTagKeys.includes(key);
  return {
    alarmTags: Object.fromEntries(Object.entries(tags).filter(([key]) => isTold(key))),
    alarmTagsStatus: 'SUCCESS',
  };
}

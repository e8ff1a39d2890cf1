import type { Instant } from '../domain/index.ts';
import { asInstant } from './instant.ts';

/**
 * What we write into the comment of a zonal shift. ARC keeps nothing else of ours, so it is our most important record:
 * `gray-failure-responder/3f9a restoring since=2026-11-24T18:42:22.000Z at=2026-11-24T20:00:00.000Z alarm: threshold crossed`.
 */
export interface ShiftComment {
  /** ID of the report whose run wrote it. */
  readonly reportId: string;
  /** A restore of the zone is under way. */
  readonly isRestoring: boolean;
  /** When the zone went out, where the shift itself began later; null: the shift's own start says it. */
  readonly since: Instant | null;
  /** When the restore began; null: no restore, or no room to say when. */
  readonly restoredAt: Instant | null;
  /** An alarm caused the shift; no person asked for it. */
  readonly isByAlarm: boolean;
  /** In the words of the alarm or of the person; empty in a restore. */
  readonly reason: string;
}

/** ARC keeps at most 128 characters of comment, and only the latest (API StartZonalShift). */
const COMMENT_LIMIT = 128;
/** Begins every comment of ours. We change and cancel only shifts that bear it. */
const MARKER = 'gray-failure-responder/';

/** Each word at most once, in this order; the reason follows. */
const GRAMMAR =
  /^gray-failure-responder\/(?<reportId>\S+)(?<restoring> restoring(?= since=))?(?: since=(?<since>\S+))?(?: at=(?<at>\S+))?(?<byAlarm> alarm:)?(?: (?<reason>.*))?$/s;
/** A reason that begins like one of our words gets a dash in front, and loses it when it is read. */
const LIKE_A_WORD = /^(- )*(restoring|since=|at=|alarm:)/;

/** The comment as ARC takes it. Where the room is short the reason is cut; in a restore, the optional words go first. */
export function writeShiftComment({ reportId, isRestoring, since, restoredAt, isByAlarm, reason }: ShiftComment): string {
  const must = [`${MARKER}${reportId}`, ...(isRestoring ? ['restoring'] : []), ...(since === null ? [] : [`since=${since}`])];
  const may = [...(restoredAt === null ? [] : [`at=${restoredAt}`]), ...(isByAlarm ? ['alarm:'] : [])];
  const words = [...must, ...may].join(' ');
  if (isRestoring) return words.length <= COMMENT_LIMIT ? words : must.join(' ');
  return cut(`${words} ${LIKE_A_WORD.test(reason) ? `- ${reason}` : reason}`.trim());
}

/** What a comment of ours says; null for anybody else's. */
export function readShiftComment(comment: string): ShiftComment | null {
  const { reportId, restoring, since, at, byAlarm, reason = '' } = GRAMMAR.exec(comment)?.groups ?? {};
  if (reportId === undefined) return null;
  return {
    reportId,
    isRestoring: restoring !== undefined,
    since: asInstant(since ?? ''),
    restoredAt: restoring === undefined ? null : asInstant(at ?? ''),
    isByAlarm: byAlarm !== undefined,
    reason: reason.startsWith('- ') && LIKE_A_WORD.test(reason) ? reason.slice('- '.length) : reason,
  };
}

/** Never cuts a character in half: AWS takes only well-formed text. */
function cut(comment: string): string {
  return comment.slice(0, COMMENT_LIMIT).replace(/[\uD800-\uDBFF]$/, '');
}

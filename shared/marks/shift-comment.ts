import type { Instant } from '../domain/index.ts';
import { asInstant } from './instant.ts';

/**
 * What we write into the comment of a zonal shift. ARC keeps nothing else of ours, so it is our most important record:
 * `gray-failure-responder/wildrydes/3f9a restoring since=2026-11-24T18:42:22.000Z at=2026-11-24T20:00:00.000Z alarm:`.
 */
export interface ShiftComment {
  /** Whose shift it is (ADR 7); null: written by version 0.2.0, which named no application. */
  readonly application: string | null;
  /** ID of the report whose run wrote it, as `markedId` leaves it. */
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
/** Begins every comment of ours; the application follows. We change and cancel only shifts that bear both. */
const MARKER = 'gray-failure-responder/';
/** What must fit beside the marker, the application and the ID, so that every shift can say that it is being restored. */
const RESTORING_ROOM = ' restoring since=2026-11-24T18:42:22.000Z'.length;

/** Each word at most once, in this order; the reason follows. Neither an application nor an ID holds a slash. */
const GRAMMAR =
  /^gray-failure-responder\/(?:(?<application>[\w.-]+)\/)?(?<reportId>[^\s/]+)(?<restoring> restoring(?= since=))?(?: since=(?<since>\S+))?(?: at=(?<at>\S+))?(?<byAlarm> alarm:)?(?: (?<reason>.*))?$/s;
/** A reason that begins like one of our words gets a dash in front, and loses it when it is read. */
const LIKE_A_WORD = /^(- )*(restoring|since=|at=|alarm:)/;

/** The ID as a comment of the application holds it: its end, where the whole has no room. At least 23 characters are left. */
export function markedId(reportId: string, application: string): string {
  return reportId.slice(-(COMMENT_LIMIT - `${MARKER}${application}/`.length - RESTORING_ROOM));
}

/** The comment as ARC takes it. Where the room is short the reason is cut; in a restore, the optional words go first. */
export function writeShiftComment(comment: ShiftComment & { readonly application: string }): string {
  const { application, isRestoring, since, restoredAt, isByAlarm, reason } = comment;
  const mark = `${MARKER}${application}/${markedId(comment.reportId, application)}`;
  const must = [mark, ...(isRestoring ? ['restoring'] : []), ...(since === null ? [] : [`since=${since}`])];
  const may = [...(restoredAt === null ? [] : [`at=${restoredAt}`]), ...(isByAlarm ? ['alarm:'] : [])];
  const words = [...must, ...may].join(' ');
  if (isRestoring) return words.length <= COMMENT_LIMIT ? words : must.join(' ');
  return cut(`${words} ${LIKE_A_WORD.test(reason) ? `- ${reason}` : reason}`.trim());
}

/** What a comment of a responder says, of any application; null for everybody else's. */
export function readShiftComment(comment: string): ShiftComment | null {
  const { application, reportId, restoring, since, at, byAlarm, reason = '' } = GRAMMAR.exec(comment)?.groups ?? {};
  if (reportId === undefined) return null;
  return {
    application: application ?? null,
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

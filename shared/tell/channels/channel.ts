import type * as z from 'zod/mini';
import type { Permission } from '../../aws/permission.ts';
import type { Policy } from '../../domain/index.ts';
import type { Notice } from '../notice.ts';

/** One way to tell people or programs about a run: what the configuration, the role and the sender need to know of it. */
export interface Channel {
  /** Its member of `notify` in the configuration, which names the target. */
  readonly key: keyof Policy['notify'];
  readonly schema: z.core.$ZodType<string, string>;
  /** Every AWS call that `send` makes: writes, because mode observe tells nobody. */
  readonly permissions: readonly Permission[];
  /**
   * Sends a notice to the target. The configuration schema loads every channel before traffic is moved, so `send` imports its
   * client only when it is called.
   */
  send(notice: Notice, target: string, options: { readonly abortSignal: AbortSignal }): Promise<void>;
}

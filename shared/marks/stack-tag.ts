import { RECORD_PREFIX } from './record.ts';

// The keys of the tags on what the responder's own stack has made and a configuration could name.

/** Its value is the stack's name. */
export const STACK_TAG = `${RECORD_PREFIX}stack`;
/** Its value is the application's name. */
export const APPLICATION_TAG = `${RECORD_PREFIX}application`;

import { RECORD_PREFIX } from './record.ts';

/** The key of the tag on what the responder's own stack has made and a configuration could name. Its value is the stack's name. */
export const STACK_TAG = `${RECORD_PREFIX}stack`;

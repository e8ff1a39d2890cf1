import { version } from '../../package.json';

/** The version that examines: `0.2.0`. The stack stamps its own into the function (infra, ResponderFunction). */
export const THIS_VERSION: string = version;

/** The variable of the function with the version that deployed it. */
export const VERSION_VARIABLE = 'RESPONDER_VERSION';

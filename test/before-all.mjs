import { buildCommand } from './built-command.mjs';
import { makeTemplates } from './game-day-templates.mjs';

/** Jest's globalSetup: what many tests use is made once, where it is missing or older than what it is made of. */
export default function beforeAll({ rootDir }) {
  makeTemplates(rootDir);
  buildCommand(rootDir);
}

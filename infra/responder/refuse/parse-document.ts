import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../../shared/domain/index.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { ConfigurationDocument } from '../responder-props.ts';

/** Parses the document as the function does. Returns the policy, or the error that the function would report. */
export function parseDocument(document: ConfigurationDocument): Policy | ConfigurationError {
  try {
    return parseConfiguration(JSON.stringify(document));
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../../shared/domain/index.ts';
import { ConfigurationError } from '../../../shared/errors.ts';
import type { ConfigurationDocument } from '../responder-props.ts';

/** The document as the function will read it, or what the function would say of it. */
export function parseDocument(document: ConfigurationDocument): Policy | ConfigurationError {
  try {
    return parseConfiguration(JSON.stringify(document));
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

import type { Policy } from '../domain/index.ts';
import { ConfigurationError } from '../errors.ts';
import { expectedIdentity } from '../situation/expected-identity.ts';
import { brokenRules } from './configuration-rules.ts';
import { configurationSchema } from './configuration-schema.ts';
import { describeIssues } from './describe-issues.ts';
import { readJson } from './read-json.ts';
import { withoutBroken } from './without-broken.ts';

export { expectedIdentity };

/**
 * Reads and validates the configuration once, at cold start. `source` is the JSON text.
 * Throws ConfigurationError with every problem in one message.
 */
export function parseConfiguration(source: string): Policy {
  const document = parseJson(source);
  const parsed = configurationSchema.safeParse(document);
  if (!parsed.success) {
    const { issues } = parsed.error;
    const rest = withoutBroken(document, issues);
    const others = rest === null ? [] : brokenRules(rest.policy, rest.broken);
    throw new ConfigurationError([...describeIssues(issues, document), ...others]);
  }
  const { $schema: _ofEditors, alarmThresholds: _ofTheStack, ...members } = parsed.data;
  const policy: Policy = members;
  const problems = brokenRules(policy);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return policy;
}

function parseJson(source: string): unknown {
  try {
    return readJson(source);
  } catch (cause) {
    throw new ConfigurationError([`the document is not JSON: ${(cause as Error).message}`]);
  }
}

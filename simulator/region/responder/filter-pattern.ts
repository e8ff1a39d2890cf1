/**
 * Filter patterns for JSON log events (CloudWatch Logs User Guide, "Using filter patterns to match terms in JSON log events"): comparisons
 * of a member with a text by `=` and `!=`, where `*` stands for anything, joined by `&&`, `||` and parentheses. An event that is no JSON
 * matches none. A member that is absent matches no comparison.
 */

type Matches = (event: unknown) => boolean;

const TOKEN = /\s*(\(|\)|&&|\|\||!=|=|"(?:[^"\\]|\\.)*"|\$(?:\.[\w-]+)+)/y;

/** Whether a message matches the pattern. Throws a SyntaxError for a pattern that this model does not know. */
export function filterFor(pattern: string): (message: string) => boolean {
  const [, inside] = /^\s*\{(.*)\}\s*$/s.exec(pattern) ?? [];
  if (inside === undefined) throw new SyntaxError(`not a pattern for JSON events: ${pattern}`);
  const matches = new Parser(tokensOf(inside)).whole();
  return (message) => {
    const event = parsed(message);
    return event !== undefined && matches(event);
  };
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < text.trimEnd().length) {
    const start = token.lastIndex;
    const [, found] = token.exec(text) ?? [];
    if (found === undefined) throw new SyntaxError(`not understood: ${text.slice(start)}`);
    tokens.push(found);
  }
  return tokens;
}

/** Recursive descent: `or` binds weaker than `and`. */
class Parser {
  #next = 0;

  constructor(private readonly tokens: readonly string[]) {}

  whole(): Matches {
    const matches = this.#or();
    if (this.#next < this.tokens.length) throw new SyntaxError(`not understood: ${this.tokens[this.#next]}`);
    return matches;
  }

  #or(): Matches {
    const sides = [this.#and()];
    while (this.#takes('||')) sides.push(this.#and());
    return (event) => sides.some((side) => side(event));
  }

  #and(): Matches {
    const sides = [this.#term()];
    while (this.#takes('&&')) sides.push(this.#term());
    return (event) => sides.every((side) => side(event));
  }

  #term(): Matches {
    if (!this.#takes('(')) return this.#comparison();
    const inner = this.#or();
    if (!this.#takes(')')) throw new SyntaxError('a parenthesis is not closed');
    return inner;
  }

  #comparison(): Matches {
    const [path = '', operator = '', value = ''] = this.tokens.slice(this.#next, this.#next + 3);
    if (!path.startsWith('$') || !/^!?=$/.test(operator) || !value.startsWith('"'))
      throw new SyntaxError(`not a comparison: ${path}`);
    this.#next += 3;
    const wanted = new RegExp(
      `^${value
        .slice(1, -1)
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')}$`,
      's',
    );
    return (event) => {
      const member = path.split('.').slice(1).reduce(memberOf, event);
      return typeof member === 'string' && wanted.test(member) === (operator === '=');
    };
  }

  #takes(token: string): boolean {
    const isNext = this.tokens[this.#next] === token;
    if (isNext) this.#next += 1;
    return isNext;
  }
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

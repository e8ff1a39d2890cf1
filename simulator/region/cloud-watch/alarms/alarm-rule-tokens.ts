import { AwsError } from '../../operations/operation.ts';

/** A token of an AlarmRule: a word (keyword, number or bare alarm name), a quoted name without quotes, a symbol or the end. */
export interface RuleToken {
  readonly kind: 'word' | 'quoted' | 'symbol' | 'end';
  readonly text: string;
  /** Index of its first character. */
  readonly at: number;
}

/**
 * Bare names contain anything but spaces, parentheses and commas. In quoted names, a backslash escapes (Composite alarms page).
 */
const TOKEN = /\s*(?:([(),])|"((?:[^"\\]|\\.)*)"|([^\s(),"]+))/y;

/** The tokens of an AlarmRule, from left to right. */
export class RuleTokens {
  /** Child alarms, TRUE, FALSE and parentheses so far. AWS limits these to 500. */
  elements = 0;
  readonly #tokens: readonly RuleToken[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  peek(): RuleToken {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }

  take(): RuleToken {
    const token = this.peek();
    this.#next += 1;
    if (token.text === '(' && token.kind === 'symbol') this.elements += 1;
    return token;
  }

  /** Takes the next token if it is this keyword or symbol. A quoted name is neither. */
  takeIf(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || token.kind === 'quoted') return false;
    this.take();
    return true;
  }
}

function tokenize(text: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new AwsError('ValidationError', `Error in AlarmRule [Unterminated quote at char ${start}]`);
    tokens.push(toToken(match));
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function toToken(match: RegExpExecArray): RuleToken {
  const [whole, symbol, quoted, word] = match;
  const at = match.index + whole.length - whole.trimStart().length;
  if (symbol !== undefined) return { kind: 'symbol', text: symbol, at };
  if (quoted !== undefined) return { kind: 'quoted', text: quoted.replace(/\\(.)/g, '$1'), at };
  return { kind: 'word', text: word ?? '', at };
}

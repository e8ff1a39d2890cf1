/** The binary operators of metric math. `&&` and `||` are parsed as `AND` and `OR`. */
export type Operator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'AND' | 'OR';

/** A parsed metric math expression. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'reference'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negation'; readonly operand: Expression }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] };

/** An expression cannot be parsed. The message says where. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
}

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|"([^"]*)"|'([^']*)'|([A-Za-z_]\w*)|(&&|\|\||<=|>=|==|!=|[-+*/^<>()[\],]))/y;

const PRECEDENCE: Readonly<Record<Operator, number>> = {
  OR: 1,
  AND: 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '^': 8,
};
const NEGATION_PRECEDENCE = 7;
const SPELLINGS = new Map([
  ['&&', 'AND'],
  ['||', 'OR'],
]);

/** Parses a metric math expression: `100 * FILL(m1, 0) / (m1 + m2)`. Throws `ExpressionSyntaxError`. */
export function parseExpression(text: string): Expression {
  const parser = new ExpressionParser(tokenize(text));
  const expression = parser.expression(0);
  parser.expect('end', '');
  return expression;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const start = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new ExpressionSyntaxError(`Unexpected character at char ${start + leadingSpaces(text, start)}`);
    tokens.push(toToken(match));
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function leadingSpaces(text: string, start: number): number {
  return text.length - start - text.slice(start).trimStart().length;
}

function toToken(match: RegExpExecArray): Token {
  const [whole, number, doubleQuoted, singleQuoted, name, symbol] = match;
  const at = match.index + whole.length - whole.trimStart().length;
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (name !== undefined) return { kind: 'name', text: name, at };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol, at };
  return { kind: 'text', text: doubleQuoted ?? singleQuoted ?? '', at };
}

class ExpressionParser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Precedence climbing: parses operators that bind at least as strongly as `minimum`. */
  expression(minimum: number): Expression {
    let left = this.#operand();
    for (
      let operator = this.#operator();
      operator !== undefined && PRECEDENCE[operator] >= minimum;
      operator = this.#operator()
    ) {
      this.#next += 1;
      const right = this.expression(operator === '^' ? PRECEDENCE[operator] : PRECEDENCE[operator] + 1);
      left = { kind: 'operation', operator, left, right };
    }
    return left;
  }

  expect(kind: Token['kind'], text: string): Token {
    const token = this.#peek();
    if (token.kind !== kind || (kind === 'symbol' && token.text !== text)) throw unexpected(token);
    this.#next += 1;
    return token;
  }

  #operand(): Expression {
    const token = this.#peek();
    this.#next += 1;
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', value: token.text };
    if (token.kind === 'name') return this.#named(token);
    if (token.text === '-') return { kind: 'negation', operand: this.expression(NEGATION_PRECEDENCE) };
    if (token.text === '[') return { kind: 'list', items: this.#listUntil(']') };
    if (token.text !== '(') throw unexpected(token);
    const inner = this.expression(0);
    this.expect('symbol', ')');
    return inner;
  }

  #named(token: Token): Expression {
    if (isOperator(token.text)) throw unexpected(token);
    if (this.#peek().text !== '(' || this.#peek().kind !== 'symbol') return { kind: 'reference', id: token.text };
    this.#next += 1;
    return { kind: 'call', name: token.text, operands: this.#listUntil(')') };
  }

  #listUntil(closing: ')' | ']'): Expression[] {
    const items: Expression[] = [];
    if (this.#peek().text !== closing) {
      items.push(this.expression(0));
      while (this.#peek().text === ',') {
        this.#next += 1;
        items.push(this.expression(0));
      }
    }
    this.expect('symbol', closing);
    return items;
  }

  #operator(): Operator | undefined {
    const { kind, text } = this.#peek();
    const spelling = SPELLINGS.get(text) ?? text;
    return kind !== 'text' && isOperator(spelling) ? spelling : undefined;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: 0 };
  }
}

function unexpected({ kind, text, at }: Token): ExpressionSyntaxError {
  return new ExpressionSyntaxError(kind === 'end' ? 'Unexpected end of expression' : `Unexpected '${text}' at char ${at}`);
}

function isOperator(text: string): text is Operator {
  return Object.hasOwn(PRECEDENCE, text);
}

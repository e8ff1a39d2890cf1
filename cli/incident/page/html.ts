/** A piece of HTML that is safe to put into a page. Only `html` and `trusted` make it. */
export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | readonly (Html | string)[];

/** A template of HTML: what is put in is escaped, unless it is HTML itself. A list is put in one after another. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return {
    markup: parts.reduce(
      (markup, part, index) => `${markup}${part}${index < values.length ? markupOf(values[index] ?? '') : ''}`,
      '',
    ),
  };
}

/** Markup that another program of ours has made: a chart, a style sheet. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(value: Value): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in markup, and in the value of an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

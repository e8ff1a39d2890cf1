/** Escapes text for an XML element, and drops characters that XML 1.0 cannot represent. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"'\r]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
    (character) => entities[character] ?? '',
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
};

interface XmlForm {
  /** Element of one list item: `member` (Query) or `item` (EC2). */
  readonly item: string;
  /** Wire name of a member. */
  readonly nameOf: (member: string) => string;
  /** Members that are maps, whose keys are data: an entry with key and value for each. None by default. */
  readonly maps?: readonly string[];
}

/** `<Name>...</Name>`: structures by member, lists by item, maps by entry, dates in ISO 8601. Empty for an absent value. */
export function xmlElement(element: { name: string; value: unknown }, form: XmlForm): string {
  const { name, value } = element;
  if (value === undefined || value === null) return '';
  const isMap = form.maps?.includes(name) && typeof value === 'object';
  return `<${name}>${isMap ? xmlEntries(value, form) : xmlContent(value, form)}</${name}>`;
}

/** Smithy's name for them in AWS Query, where a map is not flattened. */
function xmlEntries(map: object, form: XmlForm): string {
  return Object.entries(map)
    .map(([key, value]) => `<entry>${xmlMembers({ key, value }, { ...form, nameOf: (member) => member })}</entry>`)
    .join('');
}

function xmlContent(value: unknown, form: XmlForm): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => xmlElement({ name: form.item, value: item }, form)).join('');
  if (typeof value === 'object' && value !== null) return xmlMembers(value, form);
  return escapeXml(String(value));
}

/** The members of a structure, one element each, without an enclosing element. */
export const xmlMembers = (structure: object, form: XmlForm): string =>
  Object.entries(structure)
    .map(([member, value]) => xmlElement({ name: form.nameOf(member), value }, form))
    .join('');

/** Text that is HTML already. */
export class Html {
  constructor(readonly text: string) {}
}

/** What stands in a template: texts are escaped, HTML is put as it is, lists one after the other. */
type Part = string | number | Html | null | readonly Part[];

/** HTML in which everything that is not HTML already is escaped, also within the quotes of an attribute. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(String.raw({ raw: texts }, ...parts.map(shown)));
}

function shown(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(shown).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

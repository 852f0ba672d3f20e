/** What a PDF of Chromium’s says, page by page: its fonts say which letters their glyphs are. */
import { inflateSync } from 'node:zlib';

interface PdfObject {
  readonly dictionary: string;
  /** What stands in its stream, unpacked; empty where it has none. */
  readonly content: string;
}

type Glyphs = ReadonlyMap<string, string>;

/** The letters and figures of each page, in the order in which it draws them, without what stands between them. */
export function pagesOfPdf(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf.toString('latin1'));
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type\s*\/Page\b/u.test(dictionary))
    .map(({ dictionary }) => {
      const [, contents = ''] = /\/Contents\s+(\d+) 0 R/u.exec(dictionary) ?? [];
      const drawn = objects.get(contents)?.content ?? '';
      return letters(drawnText(drawn, fontsOf(dictionary, objects)));
    });
}

/** The letters and figures of a text alone. */
export function letters(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function objectsOf(text: string): ReadonlyMap<string, PdfObject> {
  return new Map(
    [...text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)endobj/gu)].map(([, id = '', body = '']) => {
      const [dictionary = '', stream] = body.split(/stream\r?\n/u);
      const content =
        stream !== undefined && dictionary.includes('/FlateDecode')
          ? inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
          : '';
      return [id, { dictionary, content }];
    }),
  );
}

/** What each font of a page means by its glyphs. */
function fontsOf(page: string, objects: ReadonlyMap<string, PdfObject>): ReadonlyMap<string, Glyphs> {
  const [, fonts = ''] = /\/Font\s*<<([^>]*)>>/u.exec(page) ?? [];
  return new Map(
    [...fonts.matchAll(/\/(\w+) (\d+) 0 R/gu)].map(([, name = '', id = '']) => {
      const [, map = ''] = /\/ToUnicode\s+(\d+) 0 R/u.exec(objects.get(id)?.dictionary ?? '') ?? [];
      return [name, glyphsOf(objects.get(map)?.content ?? '')];
    }),
  );
}

/** A table of glyphs: single ones, and ranges whose letters follow each other. */
function glyphsOf(table: string): Glyphs {
  const glyphs = new Map<string, string>();
  for (const [, single = ''] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/gu))
    for (const [, glyph = '', text = ''] of single.matchAll(/<(\w+)>\s*<(\w+)>/gu))
      glyphs.set(glyph.toUpperCase(), textOf(text));
  for (const [, ranges = ''] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/gu))
    for (const [, from = '', to = '', text = ''] of ranges.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/gu))
      for (let at = 0; at <= Number.parseInt(to, 16) - Number.parseInt(from, 16); at += 1)
        glyphs.set(hex(Number.parseInt(from, 16) + at), String.fromCodePoint(Number.parseInt(text, 16) + at));
  return glyphs;
}

const hex = (glyph: number): string => glyph.toString(16).toUpperCase().padStart(4, '0');

/** Text as UTF-16, four figures each. */
function textOf(figures: string): string {
  return (figures.match(/.{4}/gu) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');
}

function drawnText(drawn: string, fonts: ReadonlyMap<string, Glyphs>): string {
  let glyphs: Glyphs = new Map();
  let text = '';
  for (const [, font, run = ''] of drawn.matchAll(/\/(\w+) [\d.]+ Tf|<([\dA-Fa-f]+)>/gu)) {
    if (font !== undefined) glyphs = fonts.get(font) ?? new Map();
    else for (const glyph of run.toUpperCase().match(/.{4}/gu) ?? []) text += glyphs.get(glyph) ?? '';
  }
  return text;
}

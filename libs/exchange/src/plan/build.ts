import { foldLetters, resolveDate, writeEdtf, type DateInput, type Day } from '@entente/domain';
import { columnsIn, columnsInText, ITEM, type ActSpec } from '../profile/profile.js';
import { fault, type Fault } from '../phrases.js';
import type { Override } from './choices.js';
import { textOf, type ImportRow } from './rows.js';

/** What the inputs of a row are made of, beside its cells. */
export interface BuildContext {
  readonly row: ImportRow;
  readonly settings: Readonly<Record<string, string>>;
  /** When the file was published. */
  readonly publishedOn: Day;
  /** The id of an organisation, by the column and the name that stands in it. */
  readonly organizationId: (column: string, name: string) => string | null;
}

/** An act of a row: a command's name and input, and which columns each member came from. */
export interface BuiltAct {
  /** Its name among the acts of its row. */
  readonly step: string;
  readonly command: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly sources: ReadonlyMap<string, readonly string[]>;
  /** The rules that are set aside by what it is, and why. */
  readonly setAside?: readonly Override[];
}

/** The acts of a row, and why some could not be made. */
export interface BuiltRow {
  readonly acts: readonly BuiltAct[];
  readonly faults: readonly Fault[];
}

/** Makes the commands of a row. A member whose cells say nothing is left out. */
export function buildRow(acts: readonly ActSpec[], context: BuildContext): BuiltRow {
  const faults: Fault[] = [];
  const built = acts.flatMap((act) => {
    const { cells } = context.row;
    const has = (name: string) => textOf(cells.get(name)) !== null;
    if (!act.given.every(has) || act.absent.some(has)) return [];
    const list = act.each ?? organizationsListed(act.input, context.row);
    const items = list === null ? [null] : partsOf(context.row, list);
    return items.map((item, index): BuiltAct => {
      const builder = createBuilder(context, item, list, faults);
      const input = builder.members(act.input, '');
      // The first of a list that was none before goes on as what is recorded.
      const isPlain = item === null || (act.each === undefined && index === 0);
      const step = isPlain ? act.step : `${act.step}.${index}`;
      return { step, command: act.command, input, sources: builder.sources };
    });
  });
  return { acts: built, faults };
}

/** The list of organisations that an act is done by each of; null where it names none, or all of them in a list of its own. */
function organizationsListed(input: unknown, row: ImportRow): string | null {
  if (Array.isArray(input) || typeof input !== 'object' || input === null) return null;
  if (!('$organization' in input))
    return (
      Object.values(input)
        .map((one) => organizationsListed(one, row))
        .find((found) => found !== null) ?? null
    );
  const named = String(input.$organization);
  return row.cells.get(named)?.value.kind === 'LIST' ? named : null;
}

/** The parts of a list cell; a cell that is no list is one. */
function partsOf({ cells }: ImportRow, name: string): readonly string[] {
  const value = cells.get(name)?.value;
  if (value?.kind === 'LIST') return value.parts;
  return value?.kind === 'TEXT' ? [value.text] : [];
}

function createBuilder(
  context: BuildContext,
  item: string | null,
  itemColumn: string | null,
  faults: Fault[],
) {
  const { row, settings } = context;
  const sources = new Map<string, readonly string[]>();

  const text = (name: string): string | null =>
    name === ITEM ? item : (textOf(row.cells.get(name)) ?? settings[name] ?? null);

  const fromTemplate = (template: string): string | undefined => {
    const names = columnsInText(template);
    const texts = names.map((name) => [name, text(name)] as const);
    if (texts.length > 0 && texts.every(([, found]) => found === null)) return undefined;
    return texts.reduce((made, [name, found]) => made.replaceAll(`{${name}}`, found ?? ''), template).trim();
  };

  const id = (template: string): string | undefined => {
    const made = fromTemplate(template);
    if (made === undefined) return undefined;
    const slug = slugOf(made);
    if (slug !== '' && slug.length <= LONGEST_ID) return slug;
    faults.push(fault('NOT_A_LEDGER_ID', { line: row.line, column: template, value: made }));
    return undefined;
  };

  const date = (name: string, bound: unknown): DateInput | undefined => {
    const value = row.cells.get(name)?.value;
    if (value?.kind !== 'DATE') return undefined;
    return bound === 'ON_OR_BEFORE' ? onOrBefore(value.date) : value.date;
  };

  const column = (name: string, member: unknown): unknown => {
    const value = row.cells.get(name)?.value;
    switch (value?.kind) {
      case 'WORD':
        return typeof member === 'string' ? memberOf(value.word, member) : value.word;
      case 'LIST':
        return value.parts;
      case 'DATE':
        return value.date.edtf;
      case 'TEXT':
        return value.text;
      default:
        return name === ITEM ? item : settings[name];
    }
  };

  const computed = (node: Readonly<Record<string, unknown>>): { readonly value: unknown } | null => {
    if ('$text' in node) return { value: fromTemplate(String(node['$text'])) };
    if ('$id' in node) return { value: id(String(node['$id'])) };
    if ('$date' in node) return { value: date(String(node['$date']), node['bound']) };
    if ('$column' in node) return { value: column(String(node['$column']), node['member']) };
    if ('$organization' in node) {
      const named = String(node['$organization']);
      const isItem = item !== null && (named === ITEM || named === itemColumn);
      const name = isItem ? item : text(named);
      const from = named === ITEM ? (itemColumn ?? named) : named;
      return { value: name === null ? undefined : (context.organizationId(from, name) ?? undefined) };
    }
    if ('$means' in node) {
      const value = row.cells.get(String(node['$means']))?.value;
      return { value: value?.kind === 'MEANS' && value.meaning === node['is'] ? true : undefined };
    }
    if ('$publication' in node) return { value: onOrBefore({ edtf: context.publishedOn }) };
    return null;
  };

  /** All organisations of a list cell, where a list names them; null for anything else. */
  const all = (node: unknown): readonly (string | null)[] | null => {
    if (typeof node !== 'object' || node === null || !('$organization' in node)) return null;
    const named = String(node.$organization);
    const value = named === itemColumn ? undefined : row.cells.get(named)?.value;
    return value?.kind === 'LIST' ? value.parts.map((name) => context.organizationId(named, name)) : null;
  };

  const build = (node: unknown, path: string): unknown => {
    if (Array.isArray(node)) {
      const built = node
        .flatMap((one, index): readonly unknown[] => all(one) ?? [build(one, at(path, String(index)))])
        .filter((one) => !isNothing(one));
      return built.length === 0 ? undefined : built;
    }
    if (typeof node !== 'object' || node === null) return node;
    const made = computed(node as Readonly<Record<string, unknown>>);
    if (!made) return members(node as Readonly<Record<string, unknown>>, path);
    sources.set(
      path,
      columnsIn(node).map((name) => (name === ITEM ? (itemColumn ?? name) : name)),
    );
    return made.value;
  };

  const members = (
    node: Readonly<Record<string, unknown>>,
    path: string,
  ): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      Object.entries(node)
        .map(([name, value]) => [name, build(value, at(path, name))] as const)
        .filter(([, value]) => !isNothing(value)),
    );

  return { members, sources };
}

/** The longest id that a subject may have. */
const LONGEST_ID = 100;

/** A text as an id: its letters and digits in lower case, other characters as hyphens. */
export function slugOf(text: string): string {
  return text
    .split(/(?<=[._-])|(?=[._-])/)
    .map((part) =>
      /^[._-]$/.test(part)
        ? part
        : foldLetters(part)
            .replace(/[^a-z0-9]+/g, '-')
            .replace(/^-|-$/g, ''),
    )
    .join('')
    .replace(/^[._-]+|[._-]+$/g, '');
}

function onOrBefore(date: DateInput): DateInput {
  const resolved = resolveDate(date);
  const latest = resolved.ok ? resolved.date.latest : null;
  return latest === null ? date : { edtf: writeEdtf(null, latest), basis: 'PRESUMED' };
}

function memberOf(word: unknown, member: string): unknown {
  return typeof word === 'object' && word !== null
    ? (word as Readonly<Record<string, unknown>>)[member]
    : undefined;
}

/** A member that says nothing is left out: an object whose members all are, too. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

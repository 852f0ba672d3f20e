import { readStream } from '@entente/domain';
import { onDay } from '../days/on-day.js';
import type { Language } from '../words/language.js';
import type { EventSaid } from './event-said.js';
import { joined, textOfParts, type Part } from './parts.js';
import { en } from './sentences/en.js';
import { fr } from './sentences/fr.js';
import type { Pattern, Sentences } from './sentences/sentences.js';
import { shown, textShown, valueAt } from './values.js';

/** What events say, by language. */
export const SENTENCES: Readonly<Record<Language, Sentences>> = { fr, en };

type Said = Omit<EventSaid, 'target'> & { readonly target?: EventSaid['target'] };

/** What a type of event is called; its stored name for one that this console does not know yet. */
export function calledIn(type: string, language: Language): string {
  return (SENTENCES[language].called as Readonly<Record<string, string>>)[type] ?? type;
}

/** What a member of a record is called: “the first day”; its own name for one that this console does not know. */
export function memberCalled(member: string, language: Language): string {
  const name = member.replace(/^(occurred|effective)On$/u, '$1');
  return SENTENCES[language].members[name] ?? member;
}

/** A code that some member holds, in words. */
export function codeCalled(member: string, code: string, language: Language): string {
  return textOfParts(shown(member, code, SENTENCES[language], language) ?? []);
}

/**
 * What an event says, in words without an id: the names of its organisations, the titles of its agreements, its days as
 * uncertain as they are.
 *
 * @param within the stream whose page it is shown on: its subject is not named again
 */
export function sentenceOf(event: Said, language: Language, within?: string): readonly Part[] {
  const parts = wordsOf(event, language, within);
  const last = parts.at(-1);
  const ended = last && /[.!?]$/u.test(last.text);
  return joined(ended ? parts : [...parts, { text: '.' }], language);
}

/** The same as plain text. */
export function sentenceText(event: Said, language: Language, within?: string): string {
  return textOfParts(sentenceOf(event, language, within));
}

function wordsOf(event: Said, language: Language, within: string | undefined, dated = true): readonly Part[] {
  const sentences = SENTENCES[language];
  const pattern = patternOf(event, sentences);
  const parts = filled(pattern, (name) => valueOf(name, { event, sentences, language, within, dated }));
  const day = dated && !pattern.endsWith('.') && !pattern.includes('{day}');
  return day ? [...parts, ...dayOf(event, language)] : parts;
}

function patternOf({ type, data }: Said, { says, called }: Sentences): Pattern {
  const found = (says as Readonly<Record<string, Sentences['says']['PartnerSigned']>>)[type];
  // A type that this console does not know yet is called by its stored name.
  if (found === undefined) return (called as Readonly<Record<string, string>>)[type] ?? type;
  if (typeof found === 'string') return found;
  return found.of[String(valueAt(data, found.by))] ?? found.other;
}

/** A pattern with its values: what stands in brackets is left out where one of its values is. */
function filled(pattern: Pattern, value: (name: string) => readonly Part[] | null): readonly Part[] {
  return [...pattern.matchAll(/\[([^\]]*)\]|\{([^}]*)\}|[^[{]+/gu)].flatMap(([text, group, name]) => {
    if (name !== undefined) return value(name) ?? [];
    if (group === undefined) return [{ text }];
    const names = [...group.matchAll(/\{([^}]*)\}/gu)].map(([, inner = '']) => inner);
    return names.every((inner) => value(inner) !== null) ? filled(group, value) : [];
  });
}

interface Asked {
  readonly event: Said;
  readonly sentences: Sentences;
  readonly language: Language;
  readonly within: string | undefined;
  readonly dated: boolean;
}

function valueOf(names: string, asked: Asked): readonly Part[] | null {
  for (const name of names.split('|')) {
    const parts = valueNamed(name, asked);
    if (parts && parts.length > 0) return parts;
  }
  return null;
}

function valueNamed(name: string, asked: Asked): readonly Part[] | null {
  const { event, sentences, language, within, dated } = asked;
  switch (name) {
    case 'none':
      return [{ text: sentences.words.none?.none ?? '' }];
    case 'day':
      return dated ? dayOf(event, language) : null;
    case 'subject':
      return subjectOf(event, sentences, language, within);
    case 'target':
      return event.target ? wordsOf(event.target, language, within, false) : null;
    case 'targetType':
      return typeof valueAt(event.data, name) === 'string'
        ? [{ text: calledIn(String(valueAt(event.data, name)), language) }]
        : null;
    case 'changed':
      return changedIn(event.data, sentences, language);
    default: {
      const value = valueAt(event.data, name);
      if (value === undefined || value === null) return null;
      if (name === 'nameAsSigned' && isKnownName(event, value)) return null;
      const member = name.split('.').at(-1) ?? name;
      return NAMES_SUBJECTS.test(member)
        ? subjectsShown([value].flat().map(String), kindBy(member, event.data), asked)
        : shown(member, value, sentences, language);
    }
  }
}

/** Whether a name as it was signed is one that the sentence gives already. */
function isKnownName(event: Said, value: unknown): boolean {
  const signed = valueAt(value, 'text');
  return event.names.some(({ names }) => names.some(({ text }) => text === signed));
}

/** Members that hold ids of subjects. */
const NAMES_SUBJECTS = /Ids?$|^(?:eligible|signedBy|presentAtSigning|present)$/u;

const KINDS = [
  'agreement',
  'person',
  'meeting',
  'programme',
  'committee',
  'resolution',
  'project',
  'mission',
  'funding',
  'source',
] as const;

function kindBy(member: string, data: unknown): string {
  if (member === 'matterId') return String(valueAt(data, 'matterKind'));
  if (['signedBy', 'presentAtSigning', 'present'].includes(member)) return 'person';
  return KINDS.find((kind) => member.toLowerCase().includes(kind)) ?? 'organization';
}

function subjectsShown(ids: readonly string[], kind: string, asked: Asked): readonly Part[] | null {
  if (ids.length === 0) return null;
  const each = ids.map((id) => subjectShown(kind, id, asked));
  const list = new Intl.ListFormat(asked.language === 'fr' ? 'fr-CA' : 'en-CA');
  return list
    .formatToParts(ids.map((_id, index) => String(index)))
    .flatMap(({ type, value }) => (type === 'element' ? (each[Number(value)] ?? []) : [{ text: value }]));
}

function subjectShown(
  kind: string,
  id: string,
  { event, sentences, language, within }: Asked,
): readonly Part[] {
  const says = sentences.subject[kind];
  if (!says) return [];
  if (within === `${kind}-${id}`) return [{ text: says.own }];
  const known = event.names.find((one) => one.kind === kind && one.subjectId === id);
  const [name] = textShown(known?.names ?? [], language) ?? [];
  if (!name) return [{ text: says.unnamed }];
  const [before = '', after = ''] = says.named.split('{}');
  return [{ text: before }, { ...name, subject: { kind, id } }, { text: after }];
}

function subjectOf(
  event: Said,
  sentences: Sentences,
  language: Language,
  within: string | undefined,
): readonly Part[] {
  const { kind, id } = readStream(event.stream) ?? { kind: null, id: null };
  return subjectShown(kind ?? 'ledger', id ?? '', { event, sentences, language, within, dated: false });
}

/** What a correction or an amendment changes, by the names that people have for it. */
function changedIn(data: unknown, { members }: Sentences, language: Language): readonly Part[] | null {
  const set = (valueAt(data, 'set') ?? {}) as { readonly data?: object };
  const amended = (valueAt(data, 'changes') ?? []) as readonly { readonly member: string }[];
  const removed = (valueAt(data, 'removed') ?? []) as readonly string[];
  const { data: inData = {}, ...days } = set;
  const changed = [
    ...Object.keys(days),
    ...Object.keys(inData),
    ...removed,
    ...amended.map(({ member }) => member),
  ];
  const known = [...new Set(changed)].flatMap((member) => members[member] ?? []);
  return known.length === 0
    ? null
    : [{ text: new Intl.ListFormat(language === 'fr' ? 'fr-CA' : 'en-CA').format(known) }];
}

/** When it happened; nothing for a day that only the ledger's own clock gives. */
function dayOf({ occurred }: Said, language: Language): readonly Part[] {
  return occurred.basis === 'SYSTEM' ? [] : [{ text: ', ' }, ...onDay(occurred, language)];
}

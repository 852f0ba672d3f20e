import { v4 as newId } from 'uuid';
import type { DateEntry } from '../../days/date-entry.js';
import type { Language } from '../../words/language.js';
import type { LineRange } from '../source/canonical.js';

/** What a field holds while it is filled in; a date is a {@link DateEntry}. */
export type FormValue = string | DateEntry | readonly FormValue[] | FormValues;
export interface FormValues {
  readonly [name: string]: FormValue | undefined;
}

/** What is still to be deposited of a source. */
export interface Deposit {
  readonly commandId: string;
  readonly kind: string;
  readonly issuer: string;
  /** As it was typed. */
  readonly publishedOn: string;
  readonly lang: Language;
  /** The name of the file that was kept with it. */
  readonly file?: string;
  /** Its text is not that of its hash: it is shown here, and not deposited. */
  readonly withoutText?: true;
  /** The ledger could not be asked whether it has the source already. */
  readonly unchecked?: true;
}

/** The source that facts are recorded from. */
export interface SourceInHand {
  readonly sourceId: string;
  readonly sha256: string;
  readonly text?: string;
  readonly issuer?: string;
  /** The day of its publication, where that is known. */
  readonly publishedOn?: string;
  readonly lang?: string;
  /** Not deposited yet: it is with the first fact. */
  readonly deposit?: Deposit;
}

/** What becomes of a draft that was begun inside another one: its subject is put into a field of that one. */
export interface For {
  readonly draftId: string;
  readonly path: string;
}

/** A record that is corrected. */
export interface Correcting {
  readonly eventId: string;
  readonly how: 'rectify' | 'annul' | 'dispute';
}

/** The command of each way to correct. */
export const CORRECTIONS: { readonly [how in Correcting['how']]: string } = {
  rectify: 'rectifyRecord',
  annul: 'annulRecord',
  dispute: 'disputeAssertion',
};

/** A fact that is being written down. It is kept on this computer until the ledger has answered. */
export interface Draft {
  readonly id: string;
  /** The id under which it is sent, however often. */
  readonly commandId: string;
  readonly command: string;
  readonly values: FormValues;
  /** The names of the chosen things, by their ids: an id alone is read by nobody. */
  readonly names: { readonly [id: string]: string };
  readonly source: SourceInHand | null;
  readonly lines: readonly LineRange[];
  /** Numbers of lines as they were typed, while they cannot be read. */
  readonly linesTyped?: string;
  /** The lines are those of the fact before: others that are chosen take their place. */
  readonly linesCarried?: true;
  /** The source that an address named and that could not be read. */
  readonly sourceMissed?: string;
  /** Organisations of which the same fact was recorded just before: the text offers those that are left. */
  readonly done?: readonly string[];
  /** Rules to set aside, and why. */
  readonly overrides: { readonly [rule: string]: string };
  readonly for?: For;
  readonly correcting?: Correcting;
  /** When it was put into the basket, by the same clock: it is ready, and waits to be recorded with others of its source. */
  readonly basketAt?: number;
  /** Milliseconds of the clock of this computer. */
  readonly touchedAt: number;
}

/** A new draft; what is given of another one is kept. */
export function newDraft(given: Partial<Omit<Draft, 'id' | 'commandId'>> = {}): Draft {
  return {
    command: 'recordSignature',
    values: {},
    names: {},
    source: null,
    lines: [],
    overrides: {},
    ...given,
    id: newId(),
    commandId: newId(),
    touchedAt: 0,
  };
}

/** A draft whose source is deposited by now. */
export function withoutDeposit(draft: Draft): Draft {
  const { deposit: _deposited, ...source } = draft.source ?? {};
  return { ...draft, source: draft.source && (source as SourceInHand) };
}

/** Whether a draft waits in the basket of its source; one whose source was given up is a draft like others. */
export function isInBasket({ basketAt, source }: Draft): boolean {
  return basketAt !== undefined && source !== null;
}

/** A draft of another kind of fact: what its form has of the same name stays filled in. */
export function asKind(draft: Draft, command: string): Draft {
  return { ...draft, command, overrides: {}, done: [] };
}

/** A draft under an id of its own for the ledger: another fact than the one that has its id. */
export function asAnother(draft: Draft): Draft {
  return { ...draft, commandId: newId() };
}

// Members of one name have several shapes (a text here, a list of texts there): after the kind of fact was changed a field may hold
// what was filled in for another shape. Each is read as its own; what is of another one counts as nothing.

/** What a field of a list holds. */
export function itemsOf(value: FormValue | undefined): readonly FormValue[] {
  return Array.isArray(value) ? (value as readonly FormValue[]) : [];
}

/** What a field with fields of its own holds. */
export function membersOf(value: FormValue | undefined): FormValues | undefined {
  return typeof value === 'object' && !Array.isArray(value) ? (value as FormValues) : undefined;
}

/** What a field of a date holds. */
export function entryOf(value: FormValue | undefined): DateEntry {
  const { typed } = membersOf(value) ?? {};
  return typeof typed === 'string' ? (value as DateEntry) : { typed: '' };
}

/** A value at a path such as `names.0.text`; undefined where there is none. */
export function valueAt(values: FormValues, path: string): FormValue | undefined {
  let value: unknown = values;
  for (const step of path.split('.'))
    value = typeof value === 'object' ? (value as Record<string, unknown>)[step] : undefined;
  return value as FormValue | undefined;
}

/** The values with another one at a path. */
export function withValue(values: FormValues, path: string, value: FormValue | undefined): FormValues {
  return put(values, path.split('.'), value) as FormValues;
}

function put(
  within: FormValue | undefined,
  [step = '', ...rest]: readonly string[],
  value: FormValue | undefined,
): FormValue {
  const isIndex = /^\d+$/u.test(step);
  const items = itemsOf(within);
  const members = membersOf(within);
  const before = isIndex ? items[Number(step)] : members?.[step];
  const after = rest.length === 0 ? value : put(before, rest, value);
  if (!isIndex) return { ...members, [step]: after };
  const changed = [...items];
  changed[Number(step)] = after as FormValue;
  return changed;
}

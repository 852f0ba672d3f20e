import { readEdtf } from '@entente/domain';
import type { DateEntry } from '../../days/date-entry.js';
import { COMMAND_FRAMES } from '../frames/command-frames.js';
import type { CommandFrame, FieldFrame, Fields } from '../frames/frame.js';
import type { FormValue, FormValues } from '../drafts/draft.js';
import type { EventAtFault } from './event-question.js';

/** The command that records events of a type, as a form. */
export function frameOfType(type: string): CommandFrame | null {
  return Object.values(COMMAND_FRAMES).find((frame) => frame.type === type) ?? null;
}

/** The fields of a record that a correction may change: not whose it is, nor what the declaration keeps. */
export function correctable(frame: CommandFrame): Fields {
  const fixed = Array.isArray(frame.fixed) ? frame.fixed : [];
  return Object.fromEntries(
    Object.entries(frame.fields).filter(
      ([name, { kind }]) =>
        name !== frame.subject &&
        !fixed.includes(name) &&
        !['eventId', 'hash', 'partId', 'document'].includes(kind),
    ),
  );
}

/** Which days of a record may be corrected. */
export function correctableDays(frame: CommandFrame): readonly ('occurredOn' | 'effectiveOn')[] {
  const fixed = Array.isArray(frame.fixed) ? frame.fixed : [];
  return [
    ...(frame.occurred !== 'NONE' && !fixed.includes('occurredOn') ? (['occurredOn'] as const) : []),
    ...(frame.effective && !fixed.includes('effectiveOn') ? (['effectiveOn'] as const) : []),
  ];
}

/** What a record says, as the fields of its form hold it. */
export function valuesOf(frame: CommandFrame, event: EventAtFault): FormValues {
  const data = (event.current ?? {}) as { readonly [name: string]: unknown };
  const { currentOccurred: occurred, currentEffective: effective } = event;
  return {
    ...valuesIn(correctable(frame), data),
    ...(occurred && { occurredOn: entryOf(occurred) }),
    // A day that only repeats the other was not given.
    ...(effective && effective.edtf !== occurred?.edtf && { effectiveOn: entryOf(effective) }),
  };
}

function valuesIn(fields: Fields, data: { readonly [name: string]: unknown }): FormValues {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = data[name];
      return value === undefined || value === null ? [] : [[name, valueOf(field, value)]];
    }),
  );
}

function valueOf(field: FieldFrame, value: unknown): FormValue {
  switch (field.kind) {
    case 'object':
      return valuesIn(field.fields ?? {}, value as { readonly [name: string]: unknown });
    case 'list':
      return (value as readonly unknown[]).map((item) => valueOf(field.item ?? field, item));
    case 'date':
      return entryOf(value as Parameters<typeof entryOf>[0]);
    case 'flag':
      return value === true ? 'yes' : 'no';
    case 'json':
    case 'value':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

/** A recorded date as its field holds it: bounds and point only where the EDTF text does not say them. */
function entryOf(date: {
  readonly edtf: string;
  readonly point: string;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly basis: string;
}): DateEntry {
  const read = readEdtf(date.edtf);
  const basis = date.basis === 'SYSTEM' ? 'STATED' : date.basis;
  return {
    typed: date.edtf,
    basis: basis as NonNullable<DateEntry['basis']>,
    ...(read?.qualified && date.earliest !== null && { earliest: date.earliest }),
    ...(read?.qualified && date.latest !== null && { latest: date.latest }),
    ...(date.point !== (date.latest ?? date.earliest) && { point: date.point }),
  };
}

import { inEffect } from '../correction/in-effect.js';
import { readInstead } from '../correction/patch.js';
import type { Asked, Decider } from '../facts/judge.js';
import type { Confidential, Json, JsonObject, PastEvent, Refusal } from '../rules/decision.js';

/** What a source says of a member, in the form in which the member is stored, and what is sealed of it. */
interface ReadAlternative {
  readonly refused: false;
  readonly value: Json;
  readonly confidential: readonly Confidential[];
}

/**
 * Reads what a source says instead as the command of the disputed record would read it. A date is given as inputs give one,
 * its note too; what is sealed otherwise has no place in a dispute.
 */
export function readAlternative(
  asked: Asked & { readonly input: { readonly member: string } },
  { decider, recorded }: { readonly decider: Decider; readonly recorded: PastEvent },
  value: Json,
  index: number,
): ReadAlternative | Refusal {
  const { member } = asked.input;
  const field = `alternatives.${index}.value`;
  const facts = inEffect(asked.history);
  const event = facts.find(({ id }) => id === recorded.id) ?? recorded;
  const events = facts.filter(({ id }) => id !== recorded.id);
  const { note, rest } = noteApart(value);
  const patch = {
    eventId: recorded.id,
    set: { [member]: rest },
    ...(note !== undefined && { setSealed: { [member]: { note } } }),
  };
  const read = readInstead(decider, event, patch, field, { ...asked, events });
  if (read.refused) return { ...read, field: fieldOf(read.field, field, member) };
  const { occurred, effective, data } = read.asked.draft;
  const said: { readonly [name: string]: unknown } = {
    ...(data as object),
    occurredOn: occurred,
    effectiveOn: effective,
  };
  return {
    refused: false,
    value: (said[member] ?? rest) as Json,
    confidential: read.confidential.map(({ value: sealed }) => ({
      pointer: `/data/alternatives/${index}/value/note`,
      value: sealed,
    })),
  };
}

/** The note of a date, and the date without it. */
function noteApart(value: Json): { readonly note?: Json; readonly rest: Json } {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !('note' in value))
    return { rest: value };
  const { note, ...rest } = value as JsonObject;
  return { ...(note !== undefined && { note }), rest };
}

/** The field of a refusal of the record's own command, as this command calls it. */
function fieldOf(refused: string | null, field: string, member: string): string {
  return (refused ?? field).replace(/\.(set|setSealed)\./, '.').replace(`${field}.${member}`, field);
}

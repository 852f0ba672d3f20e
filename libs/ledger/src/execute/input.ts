import {
  COMMON_MEMBERS,
  deciderOf,
  membersIn,
  normalizeMembers,
  refuse,
  type Command,
  type Json,
  type Member,
  type Members,
  type Normalized,
} from '@entente/domain';
import { canonicalBytes, sha256 } from '@entente/proof';
import { v5 as uuidv5 } from 'uuid';

/** The members of a command's input: its fact's own, and those that every command may carry. */
function membersOf(name: string): Members {
  return { ...COMMON_MEMBERS, ...deciderOf(name).fact.members };
}

/** A command's input as it is judged and stored; see {@link normalizeMembers}. */
export function normalizeInput<C extends Command>({ name, input }: C): Normalized<C['input']> {
  return normalizeMembers(membersOf(name), input);
}

/**
 * SHA-256 of what a command asks for, its ids and all that is sealed apart (`semantics.md` section 5): what a fact's
 * declaration seals is never in a digest that stands in clear.
 */
export function digestOf({ name, input }: Command): string {
  const {
    commandId: _id,
    expectedRevision: _revision,
    ...rest
  } = input as object as { readonly [member: string]: unknown };
  return sha256(canonicalBytes(clearOf(membersOf(name), rest) as Json));
}

/** An object without what its members seal. */
function clearOf(members: Members, value: object): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !members[name]?.sealed)
      .map(([name, given]) => [name, clear(members[name], given)]),
  );
}

function clear(member: Member | undefined, value: unknown): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown) => clear(member?.kind === 'list' ? member.item : undefined, item));
  return value !== null && typeof value === 'object' ? clearOf(membersIn(member) ?? {}, value) : value;
}

/**
 * A command with the SHA-256 of each document that it brings, in the member that holds it; refused where the caller gave
 * another one.
 */
export function withHashes<C extends Command>(command: C): Normalized<C> {
  const input = command.input as object as { readonly [member: string]: unknown };
  const reckoned: { [member: string]: string } = {};
  for (const [name, member] of Object.entries(membersOf(command.name))) {
    const text = input[name];
    if (member.kind !== 'document' || typeof text !== 'string') continue;
    const found = sha256(Buffer.from(text, 'utf8'));
    const wanted = input[member.hash];
    if (typeof wanted === 'string' && wanted !== found)
      return refuse('TEXT_DIFFERS', name, { wanted, found });
    reckoned[member.hash] = found;
  }
  return { refused: false, value: { ...command, input: { ...input, ...reckoned } } as C };
}

/** The id of the n-th event of a command; the same command makes the same ids. */
export function eventIdOf(commandId: string, index: number): string {
  return uuidv5(String(index), commandId);
}

/** The id of what a command makes, where its caller gives none. */
export function madeIdOf(commandId: string): string {
  return uuidv5('id', commandId);
}

/** The commandId of a command of the ledger's own. */
export function ownCommandId(ledgerId: string, name: string): string {
  return uuidv5(name, ledgerId);
}

import {
  isUuid,
  readStream,
  referencesOf,
  refuse,
  streamOf,
  type Command,
  type PastEvent,
  type Refusal,
} from '@entente/domain';
import type { RecordedEvent } from '../envelope/envelope.js';
import { digestOf, madeIdOf, normalizeInput } from './input.js';

/** Who asks, as it is recorded: `role:token-id`. */
export interface Caller {
  readonly actor: string;
}

/** What every command carries beside its input. */
export interface Request {
  readonly commandId: string;
  readonly expectedRevision?: number;
  readonly caller: Caller;
  /** What led to this command: an event's id; null when nothing recorded did. */
  readonly causation?: string;
  /** The scripted instant of a demonstration's loader; the clock tells it otherwise. */
  readonly at?: Date;
}

/** A command under way, its input as it is judged. */
export interface Attempt {
  readonly command: Command;
  readonly commandId: string;
  readonly digest: string;
  readonly stream: string;
  readonly request: Request;
}

/** A command, and who asks for it. */
export interface Requested {
  readonly command: Command;
  readonly request: Request;
}

/** A command as it is judged: its input normalized, its stream known; or why it cannot be read. */
export function attemptAt({ command, request }: Requested): Attempt | Refusal {
  const commandId = request.commandId.toLowerCase();
  if (!isUuid(commandId)) return refuse('VALIDATION_FAILED', 'commandId', { problem: 'NOT_A_UUID' });
  const normalized = normalizeInput(command);
  if (normalized.refused) return normalized;
  const judged = { name: command.name, input: normalized.value } as Command;
  return {
    command: judged,
    commandId,
    digest: digestOf(judged),
    stream: streamOf(judged, madeIdOf(commandId)),
    request,
  };
}

/** The events of a stream by the command that recorded them. */
interface ByCommand {
  readonly events: readonly RecordedEvent[];
  readonly found: Map<string, readonly RecordedEvent[]>;
}

// Every command asks it of its stream, which has one event more each time: known by its first event.
const byCommand = new WeakMap<RecordedEvent, ByCommand>();

/** What a command left in a stream. */
export function recordedBy(commandId: string, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const [first] = events;
  if (!first) return [];
  return (indexOf(first, events).found.get(commandId) ?? []).filter(
    ({ envelope }) => envelope.rev < events.length,
  );
}

function indexOf(first: RecordedEvent, events: readonly RecordedEvent[]): ByCommand {
  const known = byCommand.get(first);
  if (known && known.events[events.length - 1] === events.at(-1)) return known;
  const goesOn = known !== undefined && events[known.events.length - 1] === known.events.at(-1);
  const found = goesOn ? known.found : new Map<string, readonly RecordedEvent[]>();
  for (const event of goesOn ? events.slice(known.events.length) : events) {
    const { command } = event.envelope.cause;
    found.set(command, [...(found.get(command) ?? []), event]);
  }
  const index = { events, found };
  byCommand.set(first, index);
  return index;
}

/** Every person whom a command's free text may speak of: those that it names, and the one whose stream it writes. */
export function personsIn({ command, stream }: Attempt, history: readonly PastEvent[]): readonly string[] {
  const named = referencesOf(command, history).flatMap(({ kind, id }) => (kind === 'person' ? [id] : []));
  const own = readStream(stream);
  return [...new Set([...(own?.kind === 'person' && own.id !== null ? [own.id] : []), ...named])];
}

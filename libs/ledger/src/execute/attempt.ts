import {
  growing,
  isUuid,
  readStream,
  referencesOf,
  refuse,
  streamOf,
  type Command,
  type Day,
  type PastEvent,
  type Refusal,
} from '@entente/domain';
import type { RecordedEvent } from '../envelope/envelope.js';
import { digestOf, madeIdOf, normalizeInput, withHashes } from './input.js';

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
  /** The last day of an act without a day, of which another ledger said so first; today where it is absent. */
  readonly undatedUntil?: Day;
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
  const hashed = withHashes({ name: command.name, input: normalized.value } as Command);
  if (hashed.refused) return hashed;
  const judged = hashed.value;
  return {
    command: judged,
    commandId,
    digest: digestOf(judged),
    stream: streamOf(judged, () => madeIdOf(commandId)),
    request,
  };
}

/** What each command left in a stream: every command asks it, of one event more each time. */
const byCommand = growing<RecordedEvent, Map<string, readonly RecordedEvent[]>>((come, before) => {
  const sorted = before ?? new Map<string, readonly RecordedEvent[]>();
  for (const event of come) {
    const { command } = event.envelope.cause;
    sorted.set(command, [...(sorted.get(command) ?? []), event]);
  }
  return sorted;
});

/** What a command left in a stream. */
export function recordedBy(commandId: string, events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  return byCommand(events).get(commandId) ?? [];
}

/** Every person whom a command's free text may speak of: those that it names, and the one whose stream it writes. */
export function personsIn({ command, stream }: Attempt, history: readonly PastEvent[]): readonly string[] {
  const named = referencesOf(command, history).flatMap(({ kind, id }) => (kind === 'person' ? [id] : []));
  const own = readStream(stream);
  return [...new Set([...(own?.kind === 'person' && own.id !== null ? [own.id] : []), ...named])];
}

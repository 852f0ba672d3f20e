import {
  claimsOf,
  identifierKey,
  nearKeys,
  sameKeys,
  streamNamed,
  type AskedName,
  type Claim,
  type Command,
  type DomainEvent,
  type KnownName,
  type PastEvent,
  type SubjectDays,
} from '@entente/domain';
import { assumedEdges, type Edges } from '../claims/edges.js';
import { pastEventOf, type RecordedEvent } from '../envelope/envelope.js';
import type { StreamReader } from '../read/stream-reader.js';
import { daysOf, type KnownSubjects, type Lookups } from './look-across.js';

/** What a ledger would hold if some commands were recorded: what it holds, read once, and what they would add. */
export interface Assumption {
  /** The events of a stream, those that are assumed last. @throws {SettledStreamError} */
  readonly read: StreamReader['read'];
  readonly known: KnownSubjects;
  readonly lookups: Lookups;
  readonly edges: Edges;
  /** The stream that an assumed command wrote; null where the commandId is none of theirs. */
  streamOfCommand(commandId: string): string | null;
  /** The stream that holds a claim by what is assumed; null: released; undefined: nothing is assumed of it. */
  holderOf(claim: Claim): string | null | undefined;
  /** Assumes that a command, judged on `history`, recorded some events. */
  add(
    command: Command,
    commandId: string,
    history: readonly PastEvent[],
    events: readonly RecordedEvent[],
  ): void;
  /** Lets go of the events of a stream. Its subject and its claims stay assumed. */
  settle(stream: string): void;
}

/** Raised where the events of a stream are asked for that a rehearsal has let go of. */
export class SettledStreamError extends Error {
  constructor(readonly stream: string) {
    super(`the rehearsal has let go of ${stream}`);
    this.name = 'SettledStreamError';
  }
}

/** Assumes nothing yet. */
export function createAssumption(parts: {
  readonly reader: Pick<StreamReader, 'read'>;
  readonly known: KnownSubjects;
  readonly lookups: Lookups;
  readonly edges: Edges;
}): Assumption {
  const streams = new Map<string, readonly RecordedEvent[]>();
  const commands = new Map<string, string>();
  const holders = new Map<string, string | null>();
  const edges = assumedEdges(parts.edges);
  const written = new Set<string>();
  const settled = new Map<string, SubjectDays>();
  const meetings: Extract<DomainEvent, { readonly type: 'MeetingHeld' }>[] = [];
  const names = createNamesByKey();

  return {
    async read(stream) {
      if (settled.has(stream)) throw new SettledStreamError(stream);
      const events = streams.get(stream) ?? (await parts.reader.read(stream));
      streams.set(stream, events);
      return events;
    },
    async known(references) {
      const begun = new Map<string, SubjectDays>();
      const others = references.filter(({ kind, id }) => {
        const stream = streamNamed(kind, id);
        const [first] = streams.get(stream) ?? [];
        const days = first ? daysOf(first.envelope) : settled.get(stream);
        if (days) begun.set(stream, days);
        return !days;
      });
      return new Map([...(await parts.known(others)), ...begun]);
    },
    lookups: {
      similarNames: async (asked) => [...(await parts.lookups.similarNames(asked)), ...names.alike(asked)],
      meetingsOn: async (asked) => {
        const held = meetings
          .filter(
            ({ data, occurred }) => data.agreementId === asked.agreementId && occurred.point === asked.day,
          )
          .map(({ data }) => data.meetingId);
        return [...(await parts.lookups.meetingsOn(asked)), ...held];
      },
      // What is assumed of agreements is not asked: a warning of what they hold as recorded is told all the same.
      partiesIn: parts.lookups.partiesIn,
    },
    edges,
    streamOfCommand: (commandId) => commands.get(commandId) ?? null,
    holderOf: (claim) => holders.get(identifierKey(claim)),
    add(command, commandId, history, events) {
      const stream = events[0]?.envelope.stream;
      if (stream === undefined) return;
      streams.set(stream, [...(streams.get(stream) ?? []), ...events]);
      written.add(stream);
      for (const fact of events.map(({ envelope }) => pastEventOf(envelope))) {
        names.add(namesIn(fact));
        if (fact.type === 'MeetingHeld') meetings.push(fact);
      }
      commands.set(commandId, stream);
      const changed = claimsOf(command, history);
      const { taken, released } = changed;
      edges.assume(stream, changed);
      for (const claim of released) holders.set(identifierKey(claim), null);
      for (const claim of taken) holders.set(identifierKey(claim), stream);
    },
    settle(stream) {
      const events = streams.get(stream) ?? [];
      streams.delete(stream);
      for (const { envelope } of events) commands.delete(envelope.cause.command);
      const [first] = events;
      if (first && written.delete(stream)) settled.set(stream, daysOf(first.envelope));
    },
  };
}

/** Names by the keys that names like them have: comparing each with all takes minutes where a file brings thousands. */
function createNamesByKey() {
  const byKey = new Map<string, Set<KnownName>>();
  return {
    add(added: readonly KnownName[]): void {
      for (const name of added)
        for (const key of [...sameKeys(name.text), ...nearKeys(name.text).kept])
          byKey.set(key, (byKey.get(key) ?? new Set()).add(name));
    },
    alike(asked: readonly AskedName[]): readonly KnownName[] {
      const keys = asked.flatMap(({ text }) => [...sameKeys(text), ...nearKeys(text).asked]);
      return [...new Set(keys.flatMap((key) => [...(byKey.get(key) ?? [])]))];
    },
  };
}

/** The names and aliases that an event gives an organisation. */
export function namesIn(event: DomainEvent): readonly KnownName[] {
  const organizationId = 'organizationId' in event.data ? event.data.organizationId : null;
  if (typeof organizationId !== 'string') return [];
  const texts = (() => {
    switch (event.type) {
      case 'OrganizationRegistered':
        return event.data.names.map(({ text }) => text);
      case 'OrganizationRenamed':
        return [event.data.name.text];
      case 'OrganizationAliasAdded':
        return [event.data.alias.text];
      default:
        return [];
    }
  })();
  return texts.map((text) => ({ organizationId, text }));
}

import type { Assembly } from '@entente/assembly';
import type { Json, UncertainDate } from '@entente/domain';
import { EventStoreError, type EventStore, type StoredEvent } from '@entente/event-store';
import {
  CorruptEventError,
  STORED_EVENTS,
  checkLink,
  createEventReader,
  eventsDeleted,
  writePosition,
  type EventReader,
  type LedgerIdentity,
  type RecordedEvent,
} from '@entente/ledger';
import type { Configuration } from '@entente/platform';
import type { Command } from 'commander';
import { readDay, readRevision } from '../arguments.js';
import { addKnownOptions, asOfJson, resolveAsOf, type AsOfOptions } from '../as-of.js';
import { commandLine, openLedger } from '../ledger.js';
import { answer, answerJson } from '../output.js';
import { Refused, UsageError } from '../refused.js';
import { statusOf } from './status.js';

interface ReplayOptions extends AsOfOptions {
  readonly from: number;
  readonly open?: true;
  readonly json?: true;
}

const AGREEMENT = 'agreement-';

/** `replay`: a stream's events, read from the log itself and checked. */
export function addReplayCommand(program: Command, configured: () => Configuration): void {
  const command = program
    .command('replay')
    .description(
      'Show the events of a stream from the log itself. Bytes, hashes and the chain are checked from revision 0 on.',
    )
    .argument('<stream>', 'such as agreement-corridor-ne')
    .option('--from <revision>', 'show from this revision on', readRevision, 0)
    .option(
      '--valid-on <day>',
      'show also the status that the events give on that day (agreements only; history itself has no day)',
      readDay,
    );
  addKnownOptions(command)
    .option('--open', 'open sealed fields: names, quotes, notes, reasons')
    .option('--json', 'answer {"stream", "asOf", "events", "status"}')
    .action(async (given: string, options: ReplayOptions) => {
      const stream = given.toLowerCase();
      const { from, validOn, json } = options;
      if (validOn !== undefined && !stream.startsWith(AGREEMENT))
        throw new UsageError('--valid-on is for the streams of agreements.');
      const assembly = await openLedger(configured());
      const { store, ledger } = assembly;
      const asOf = await resolveAsOf(assembly, options);
      const events: object[] = [];
      let read = 0;
      for await (const event of checkedEvents(store, ledger.identity, stream)) {
        if (event.position.commit > asOf.position) break;
        read += 1;
        if (event.envelope.rev < from) continue;
        const sealed = await sealedFields(assembly, event, options.open === true);
        if (json) events.push(toJson(ledger.identity, event, sealed));
        else answer(toText(event, sealed));
      }
      const status =
        validOn === undefined ? null : await statusOf(assembly, stream.slice(AGREEMENT.length), asOf);
      if (json)
        return answerJson({
          stream,
          asOf: { ...asOfJson(assembly, asOf), validOn: validOn ?? null },
          events,
          ...(status && { status }),
        });
      answer(`${read} events, bytes and chain checked`);
      if (status) answer(`on ${asOf.validOn}: ${status.status}, ${status.certainty}`);
    });
}

const PAGE = 500;

/**
 * A stream's events in order, each checked before it is given: canonical bytes, their hash, the link to the one before.
 * @throws {Refused} STREAM_NOT_FOUND; {@link CorruptEventError}
 */
async function* checkedEvents(
  store: EventStore,
  { ledgerId }: LedgerIdentity,
  stream: string,
): AsyncGenerator<RecordedEvent> {
  const events = createEventReader(STORED_EVENTS, ledgerId);
  let next = 0;
  let prev: string | null = null;
  for (;;) {
    const page = await pageOf(store, stream, next);
    for (const stored of page) {
      const event = checked(events, stored, next, prev);
      yield event;
      next += 1;
      prev = event.hash;
    }
    if (page.length < PAGE) return;
  }
}

async function pageOf(store: EventStore, stream: string, from: number): Promise<readonly StoredEvent[]> {
  try {
    return await store.readStream(stream, from, 'forwards', PAGE);
  } catch (error) {
    const gone =
      (error instanceof EventStoreError && error.failure.kind === 'STREAM_NOT_FOUND') ||
      // A name that no stream can have.
      error instanceof TypeError;
    if (gone && from === 0) throw Refused.here('STREAM_NOT_FOUND', { stream });
    if (error instanceof EventStoreError && error.failure.kind === 'STREAM_DELETED')
      throw eventsDeleted(stream, from);
    throw error;
  }
}

function checked(
  events: EventReader,
  stored: StoredEvent,
  revision: number,
  prev: string | null,
): RecordedEvent {
  const { envelope, hash } = events.read(stored);
  if (envelope.rev !== revision)
    throw new CorruptEventError(stored.stream, stored.revision, {
      corruption: 'OUT_OF_ORDER',
      expected: revision,
    });
  checkLink(stored, envelope.prev, prev);
  return { envelope, hash, position: stored.position };
}

/** What is sealed in an event: by pointer, opened or not. `unreadable`: its key is lost or damaged, and was not erased. */
type SealedFields = readonly {
  readonly pointer: string;
  readonly state: 'sealed' | 'opened' | 'erased' | 'unreadable';
  readonly value?: Json;
}[];

async function sealedFields(
  { ledger, reads }: Pick<Assembly, 'ledger' | 'reads'>,
  { envelope }: RecordedEvent,
  open: boolean,
): Promise<SealedFields> {
  const pointers = Object.keys(envelope.personal);
  if (!open) return pointers.map((pointer) => ({ pointer, state: 'sealed' }));
  const keys = Object.values(envelope.personal).map(({ kid }) => ({ kind: 'KEY' as const, id: kid }));
  if (keys.length > 0) await reads.note(commandLine('replay'), keys);
  const opened = await ledger.open(envelope, pointers);
  return pointers.map((pointer) => {
    const found = opened.get(pointer);
    if (found?.state === 'OPENED') return { pointer, state: 'opened', value: found.value };
    return { pointer, state: found?.state === 'ERASED' ? 'erased' : 'unreadable' };
  });
}

/** The envelope whole, ciphertexts too: what the hash was made of can be hashed again. */
function toJson(
  { ledgerId }: LedgerIdentity,
  { envelope, hash, position }: RecordedEvent,
  sealed: SealedFields,
): object {
  const at = writePosition(ledgerId, position.commit);
  return { revision: envelope.rev, position: at, hash, envelope, sealed };
}

function toText({ envelope, hash }: RecordedEvent, sealed: SealedFields): string {
  const { rev, type, schema, recorded, occurred, effective, actor, cause, data, overrides, advice } =
    envelope;
  const lines = [
    `${rev} ${type} v${schema}`,
    `  hash       ${hash}`,
    `  recorded   ${recorded} by ${actor} (${cause.name})`,
    `  occurred   ${dateText(occurred)}`,
    ...(effective.edtf === occurred.edtf ? [] : [`  effective  ${dateText(effective)}`]),
    ...envelope.provenance.map(
      ({ source, from, to, kind }) =>
        `  source     ${source}${from === null ? '' : ` lines ${from}-${to ?? from}`} ${kind}`,
    ),
    ...overrides.map(({ rule, by }) => `  override   ${rule} by ${by}`),
    ...advice.map((rule) => `  advice     ${rule}`),
    `  data       ${JSON.stringify(data)}`,
    ...sealed.map(
      ({ pointer, state, value }) =>
        `  ${state.padEnd(10)}  ${pointer}${value === undefined ? '' : ` ${JSON.stringify(value)}`}`,
    ),
  ];
  return lines.join('\n');
}

function dateText({ edtf, earliest, latest, basis }: UncertainDate): string {
  const certain = earliest === latest ? '' : ` (${earliest ?? '..'} to ${latest ?? '..'})`;
  return `${edtf}${certain} ${basis}`;
}

import {
  NotCanonicalError,
  TILE_WIDTH,
  createLogTree,
  createMemberReader,
  parseCanonical,
  parseVerifierKey,
  tilePath,
  type MemberReader,
  type MerkleTree,
  type VerifierKey,
} from '@entente/proof';
import { finding, type Finding } from './findings.js';
import { openEntries, type EntriesPlace } from './open-entries.js';
import { HEAD, NO_ENTRIES, preparedAt } from './prepared-entries.js';
import { createNamedCheckpoints, type NamedCheckpoints } from './named-checkpoints.js';
import { createRunningRecorded, type RunningRecorded } from './running-recorded.js';
import { createSeenIds, type SeenIds } from './seen-ids.js';
import { createStreamEnds, type StreamEnds } from './stream-ends.js';

/** A change of key that the log records. */
export interface Rotation {
  readonly index: number;
  readonly previous: VerifierKey;
  readonly next: VerifierKey;
}

/** The entries of a log, read and checked one by one. */
export interface CheckedEntries {
  /** A leaf for each entry that is there. */
  readonly tree: MerkleTree;
  readonly rotations: readonly Rotation[];
  readonly findings: readonly Finding[];
  /** The manifest lists entries that are not there, so the tree ends before the log does, and nothing is known of the rest. */
  readonly lost: boolean;
  readonly streams: number;
  /** The latest instant at which an event says that it was recorded; empty where there is none. */
  readonly lastRecorded: string;
}

/** What is looked at of each event. */
export interface EventHead {
  readonly ledger: string;
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly prev: string | null;
  /** The checkpoint that the writer knew. */
  readonly after: string | null;
  readonly type: string;
  /** UTC with three decimals, so that texts compare as instants do. */
  readonly recorded: string;
}

/** An event with the rest of it: whatever it says. */
export interface Event extends EventHead {
  readonly occurred: unknown;
  readonly effective: unknown;
  readonly data: unknown;
  readonly personal: unknown;
}

interface Seen {
  /** The ledger that the events have to be of; null where the log is of none. */
  readonly ledgerId: string | null;
  readonly ids: SeenIds;
  readonly ends: StreamEnds;
  readonly named: NamedCheckpoints;
  readonly recorded: RunningRecorded;
}

/** As many findings of entries as are kept: of a log that is wrong from some place on, each entry would be one. */
const MOST = 1_000;

/**
 * Reads the first `size` entries of a log in their order. Those of Entente are checked beyond their hash: their one form, the
 * chain of each stream, their ids, their ledger.
 *
 * @param origin the name of the log, which its events' ledger has to have; null where it is not of Entente: entries are bytes
 * @param missing asked where the log ends early: the files that the manifest lists and that are not there
 */
export function checkEntries(
  place: EntriesPlace,
  {
    size,
    origin,
    missing,
    onProgress,
    onEvent,
  }: {
    readonly size: number;
    readonly origin: string | null;
    readonly missing: () => ReadonlySet<string>;
    readonly onProgress: (count: number) => void;
    readonly onEvent?: ((event: Event, index: number) => void) | undefined;
  },
): CheckedEntries {
  const tree = createLogTree();
  const findings: Finding[] = [];
  const rotations: Rotation[] = [];
  const seen: Seen = {
    ledgerId: ledgerOf(origin),
    ids: createSeenIds(),
    ends: createStreamEnds(),
    named: createNamedCheckpoints(tree),
    recorded: createRunningRecorded(),
  };
  const reader = createMemberReader(HEAD);
  using log = openEntries(place, { size, raw: origin === null });
  const report = (found: Finding): void => void (findings.length < MOST && findings.push(found));
  let lost = false;
  for (let bundle = 0; tree.size < size; bundle += 1) {
    const prepared = log.read(bundle) ?? NO_ENTRIES;
    const { entries } = prepared;
    for (const [at, bytes] of entries.entries()) {
      const index = tree.size;
      const { hash, marks } = preparedAt(prepared, at);
      tree.append(hash);
      if (origin !== null) {
        if (marks) reader.open(bytes, marks);
        const event = readEvent(bytes, marks && reader, index, report);
        if (event === null) continue;
        checkEvent(event, { hash: hash.toString('hex'), index }, seen, report);
        if (onEvent) onEvent(wholeEvent(bytes), index);
        const rotation = event.type === ROTATED ? rotationIn(wholeEvent(bytes), index) : null;
        if (rotation) rotations.push(rotation);
      }
    }
    // A bundle that is short leaves the log short; the next path would be read at another index.
    if (entries.length !== TILE_WIDTH && tree.size < size) {
      lost = isAmong(missing(), bundle);
      if (!lost) report(finding('ENTRIES_MISSING', `there are ${tree.size} of ${size} events`, tree.size));
      break;
    }
    onProgress(tree.size);
  }
  return { tree, rotations, findings, lost, streams: seen.ends.count, lastRecorded: seen.recorded.last };
}

/** Whether a bundle of entries, whole or not, is among these files. */
function isAmong(files: ReadonlySet<string>, bundle: number): boolean {
  const whole = tilePath({ level: 'entries', index: bundle, width: TILE_WIDTH });
  return [...files].some((file) => file === whole || file.startsWith(`${whole}.p/`));
}

const ROTATED = 'LogKeyRotated';
const ORIGIN_OF_LEDGER = 'entente/';

/** What every event has, of bytes in their one form; null, and a finding, where they are something else. */
function readEvent(
  bytes: Buffer,
  reader: MemberReader | null,
  index: number,
  report: (found: Finding) => void,
): EventHead | null {
  try {
    const event = reader ? scannedEvent(reader) : parseCanonical(bytes);
    if (isEvent(event)) return event;
    report(finding('NOT_AN_EVENT', 'members are missing', index));
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    report(finding('NOT_CANONICAL', error.message, index));
  }
  return null;
}

function scannedEvent({ members: { text, copiedText, number, isNull } }: MemberReader): unknown {
  return {
    ledger: text('ledger'),
    id: text('id'),
    stream: copiedText('stream'),
    rev: number('rev'),
    prev: isNull('prev') ? null : (text('prev') ?? undefined),
    after: isNull('after') ? null : (text('after') ?? undefined),
    type: text('type'),
    recorded: copiedText('recorded'),
  };
}

/** An event whose form and head were checked. */
function wholeEvent(bytes: Buffer): Event {
  return JSON.parse(bytes.toString('utf8')) as Event;
}

function isEvent(value: unknown): value is EventHead {
  if (typeof value !== 'object' || value === null) return false;
  const { ledger, id, stream, rev, prev, after, type, recorded } = value as Readonly<Record<string, unknown>>;
  const texts =
    typeof ledger === 'string' &&
    typeof id === 'string' &&
    typeof stream === 'string' &&
    typeof type === 'string' &&
    typeof recorded === 'string';
  return texts && typeof rev === 'number' && isTextOrNull(prev) && isTextOrNull(after);
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function checkEvent(
  { ledger, id, stream, rev, prev, after, recorded: at }: EventHead,
  { hash, index }: { readonly hash: string; readonly index: number },
  { ledgerId, ids, ends, named, recorded }: Seen,
  report: (found: Finding) => void,
): void {
  if (ledger !== ledgerId) report(finding('OTHER_LEDGER', ledger, index));
  if (!ids.add(id)) report(finding('DUPLICATE_ID', id, index));
  const before = ends.of(stream);
  const follows = rev === ends.revision(before) + 1 && prev === ends.hash(before);
  if (!follows) report(finding('CHAIN_BROKEN', `${stream}, revision ${rev}`, index));
  if (at < ends.recorded(before)) report(finding('RECORDED_BACKWARDS', at, index));
  if (recorded.isLongBefore(at)) report(finding('BACK_DATED', `${at}, after ${recorded.last}`, index));
  if (after !== null && !named.isBeginning(after, index)) report(finding('AFTER_DIFFERS', after, index));
  ends.move(before, { revision: rev, hash, recorded: at });
  recorded.move(at);
}

/** The id of the ledger whose log has this name. */
function ledgerOf(origin: string | null): string | null {
  return origin?.startsWith(ORIGIN_OF_LEDGER) ? origin.slice(ORIGIN_OF_LEDGER.length) : null;
}

function rotationIn({ data }: Event, index: number): Rotation | null {
  if (typeof data !== 'object' || data === null) return null;
  const { previousKey, nextKey } = data as Readonly<Record<string, unknown>>;
  const previous = parseVerifierKey(String(previousKey));
  const next = parseVerifierKey(String(nextKey));
  return previous && next && { index, previous, next };
}

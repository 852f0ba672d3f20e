import {
  NotCanonicalError,
  TILE_WIDTH,
  createCanonicalScanner,
  createLogTree,
  leafHash,
  parseCanonical,
  parseVerifierKey,
  tilePath,
  type CanonicalScanner,
  type MerkleTree,
  type VerifierKey,
} from '@entente/proof';
import { finding, type Finding } from './findings.js';
import type { Folder } from './folder.js';
import { readEntries } from './log-files.js';
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
  folder: Folder,
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
  const seen: Seen = { ledgerId: ledgerOf(origin), ids: createSeenIds(), ends: createStreamEnds() };
  const scanner = createCanonicalScanner(HEAD);
  const report = (found: Finding): void => void (findings.length < MOST && findings.push(found));
  let lost = false;
  let lastRecorded = '';
  for (let bundle = 0; tree.size < size; bundle += 1) {
    const entries = readEntries(folder, bundle, size) ?? [];
    for (const bytes of entries) {
      const index = tree.size;
      const hash = leafHash(bytes);
      tree.append(Buffer.from(hash, 'hex'));
      if (origin !== null) {
        const event = readEvent(bytes, scanner, index, report);
        if (event === null) continue;
        checkEvent(event, { hash, index }, seen, report);
        if (event.recorded > lastRecorded) lastRecorded = event.recorded;
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
  return { tree, rotations, findings, lost, streams: seen.ends.count, lastRecorded };
}

/** Whether a bundle of entries, whole or not, is among these files. */
function isAmong(files: ReadonlySet<string>, bundle: number): boolean {
  const whole = tilePath({ level: 'entries', index: bundle, width: TILE_WIDTH });
  return [...files].some((file) => file === whole || file.startsWith(`${whole}.p/`));
}

const HEAD = ['id', 'ledger', 'prev', 'recorded', 'rev', 'stream', 'type'];
const ROTATED = 'LogKeyRotated';
const ORIGIN_OF_LEDGER = 'entente/';

/** What every event has, of bytes in their one form; null, and a finding, where they are something else. */
function readEvent(
  bytes: Buffer,
  scanner: CanonicalScanner,
  index: number,
  report: (found: Finding) => void,
): EventHead | null {
  try {
    const event = scanner.scan(bytes) ? scannedEvent(scanner) : parseCanonical(bytes);
    if (isEvent(event)) return event;
    report(finding('NOT_AN_EVENT', 'members are missing', index));
  } catch (error) {
    if (!(error instanceof NotCanonicalError)) throw error;
    report(finding('NOT_CANONICAL', error.message, index));
  }
  return null;
}

function scannedEvent({ members: { text, copiedText, number, isNull } }: CanonicalScanner): unknown {
  return {
    ledger: text('ledger'),
    id: text('id'),
    stream: copiedText('stream'),
    rev: number('rev'),
    prev: isNull('prev') ? null : (text('prev') ?? undefined),
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
  const { ledger, id, stream, rev, prev, type, recorded } = value as Readonly<Record<string, unknown>>;
  const texts =
    typeof ledger === 'string' &&
    typeof id === 'string' &&
    typeof stream === 'string' &&
    typeof type === 'string' &&
    typeof recorded === 'string';
  return texts && typeof rev === 'number' && (prev === null || typeof prev === 'string');
}

function checkEvent(
  { ledger, id, stream, rev, prev, recorded }: EventHead,
  { hash, index }: { readonly hash: string; readonly index: number },
  { ledgerId, ids, ends }: Seen,
  report: (found: Finding) => void,
): void {
  if (ledger !== ledgerId) report(finding('OTHER_LEDGER', ledger, index));
  if (!ids.add(id)) report(finding('DUPLICATE_ID', id, index));
  const before = ends.of(stream);
  const follows = rev === ends.revision(before) + 1 && prev === ends.hash(before);
  if (!follows) report(finding('CHAIN_BROKEN', `${stream}, revision ${rev}`, index));
  if (recorded < ends.recorded(before)) report(finding('RECORDED_BACKWARDS', recorded, index));
  ends.move(before, { revision: rev, hash, recorded });
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

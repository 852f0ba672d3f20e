import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  checkpointIn,
  tilePath,
  tilesOf,
  writeEntries,
  type MerkleTree,
  type TileName,
} from '@entente/proof';
import type { Finding } from './findings.js';
import { openFolder, type Folder } from './folder.js';
import { hashTile, readEntries } from './log-files.js';
import { verifyBundle, type Auditor, type Verdict } from './verify-bundle.js';

/** What came of bringing a mirror up to date. */
export interface Mirrored extends Pick<Verdict, 'findings' | 'checkpoint'> {
  /** How many events it held, and holds now. */
  readonly before: number;
  readonly now: number;
  readonly copied: number;
}

/**
 * Brings an auditor's own copy of a log up to date from a folder: a bundle, or tiles that were fetched. What is there is
 * verified first, and has to go on from what the copy holds; otherwise nothing is copied, and both folders are evidence.
 */
export function mirror(from: string, to: string, auditor: Auditor): Mirrored {
  const known = noteOf(to);
  const pin = known === null ? null : checkpointIn(known);
  const pins = [...(auditor.pins ?? []), ...(pin ? [pin] : [])];
  const folder = openFolder(from);
  const verdict = verifyBundle(folder, { ...auditor, pins: pins.length > 0 ? pins : null });
  const { findings, checkpoint, entries } = verdict;
  const before = pin?.size ?? 0;
  const refused = (more: readonly Finding[]): Mirrored => ({
    findings: more,
    checkpoint,
    before,
    now: before,
    copied: 0,
  });
  if (findings.length > 0 || checkpoint === null || entries === null) return refused(findings);
  const { size } = checkpoint;
  let copied = 0;
  for (const name of tilesOf(size)) {
    const file = join(to, tilePath(name));
    // A tile never changes: one that is there is whole, as it has its name last.
    if (existsSync(file)) continue;
    write(file, tileOf(folder, entries.tree, name, size));
    copied += 1;
  }
  const note = readFileSync(join(from, 'checkpoint'));
  write(join(to, 'checkpoints', String(size).padStart(12, '0')), note);
  // Last: a copy that was stopped half-way is taken up where it was.
  write(join(to, 'checkpoint'), note);
  // What was there before may have been changed on the auditor's own disk.
  const whole = verifyBundle(openFolder(to), auditor);
  return { findings: whole.findings, checkpoint, before, now: whole.events, copied };
}

/** A tile of a log that was verified. */
function tileOf(
  folder: Folder,
  tree: MerkleTree,
  { level, index, width }: TileName,
  size: number,
): Uint8Array {
  if (level === 'entries') return writeEntries(readEntries(folder, Number(index), size) ?? []);
  return hashTile(tree, level, Number(index), width);
}

function write(file: string, content: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}

function noteOf(folder: string): string | null {
  const file = join(folder, 'checkpoint');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

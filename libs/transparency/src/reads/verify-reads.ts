import {
  checkpointIn,
  createLogTree,
  leafHash,
  openNote,
  sameHash,
  verifierOf,
  type MerkleTree,
  type SignerKey,
} from '@entente/proof';
import type { Pool } from 'pg';
import type { SignerFolder } from '../signer-folder.js';
import { entryIn, readsFrom } from './read-entries.js';
import { openHeadBook } from './read-tree.js';

/** What is wrong with a read log. */
export interface ReadFinding {
  /**
   * ENTRY_CHANGED: its bytes are not those of its hash. ENTRY_MISSING: it is gone from between others. ENTRY_EMPTIED: it was
   * forgotten, and nothing says so. END_MISSING: from this index on entries are gone. HEAD_DIFFERS: from this index on, where
   * the last head that still fits ends, entries are not what was signed. HEAD_UNKNOWN: a head of this size is not signed by the key.
   */
  readonly code:
    'ENTRY_CHANGED' | 'ENTRY_MISSING' | 'ENTRY_EMPTIED' | 'END_MISSING' | 'HEAD_DIFFERS' | 'HEAD_UNKNOWN';
  readonly index: number;
}

/** What came of verifying a read log. */
export interface VerifiedReads {
  readonly entries: number;
  /** How many were kept for long enough and are empty. */
  readonly forgotten: number;
  /** How many the last head covers. */
  readonly signed: number;
  readonly findings: readonly ReadFinding[];
}

const PAGE = 5_000;

/** Verifies a read log: each entry against its hash, all of them against every head, and against the head that the folder keeps apart from the database. */
export async function verifyReads(pool: Pick<Pool, 'query'>, folder: SignerFolder): Promise<VerifiedReads> {
  const { tree, forgotten, findings } = await readEntries(pool);
  const { rows } = await pool.query<{ entries: number }>(
    'SELECT entries::float8 AS entries FROM read_log.length',
  );
  const [key, kept] = [await folder.key(), await folder.lastSigned()];
  const notes = [...(await allHeads(pool)), ...(kept === null ? [] : [kept])];
  const heads = verifyHeads(tree, notes, key);
  const ends = Math.max(rows[0]?.entries ?? 0, heads.signed);
  const cut: readonly ReadFinding[] = ends > tree.size ? [{ code: 'END_MISSING', index: tree.size }] : [];
  return {
    entries: tree.size,
    forgotten,
    signed: heads.signed,
    findings: [...findings, ...cut, ...heads.findings],
  };
}

async function readEntries(pool: Pick<Pool, 'query'>) {
  const tree = createLogTree();
  const findings: ReadFinding[] = [];
  const empty: { first: number; last: number }[] = [];
  let forgot = 0;
  let forgotten = 0;
  for (let next = 0; ;) {
    const page = await readsFrom(pool, next, PAGE);
    for (const { index, leaf, bytes } of page) {
      if (index > tree.size) findings.push({ code: 'ENTRY_MISSING', index: tree.size });
      while (tree.size < index) tree.append(Buffer.alloc(32));
      tree.append(leaf);
      if (bytes === null) {
        forgotten += 1;
        const run = empty.at(-1);
        if (run?.last === index - 1) run.last = index;
        else empty.push({ first: index, last: index });
      } else if (leafHash(bytes) !== leaf.toString('hex')) findings.push({ code: 'ENTRY_CHANGED', index });
      else forgot = Math.max(forgot, entryIn(bytes).forgot ?? 0);
    }
    if (page.length < PAGE) break;
    next = tree.size;
  }
  for (const { first, last } of empty)
    if (last >= forgot) findings.push({ code: 'ENTRY_EMPTIED', index: Math.max(first, forgot) });
  return { tree, forgotten, findings };
}

/** Compares every head with the tree; of those that differ the first says where, since all later ones differ too. */
function verifyHeads(
  tree: MerkleTree,
  notes: readonly string[],
  key: SignerKey | null,
): { readonly signed: number; readonly findings: readonly ReadFinding[] } {
  const findings: ReadFinding[] = [];
  let signed = 0;
  let fits = 0;
  let differs = false;
  const heads = notes
    .map((note) => ({ note, head: checkpointIn(note) }))
    .toSorted((a, b) => (a.head?.size ?? 0) - (b.head?.size ?? 0));
  for (const { note, head } of heads) {
    if (!head || !key || openNote(note, [verifierOf(key)]).problem !== null) {
      findings.push({ code: 'HEAD_UNKNOWN', index: head?.size ?? 0 });
      continue;
    }
    signed = Math.max(signed, head.size);
    if (head.size > tree.size) continue;
    if (!sameHash(tree.root(head.size), head.root)) differs = true;
    else if (!differs) fits = head.size;
  }
  if (differs) findings.push({ code: 'HEAD_DIFFERS', index: fits });
  return { signed, findings };
}

async function allHeads(pool: Pick<Pool, 'query'>): Promise<readonly string[]> {
  const book = openHeadBook(pool);
  const notes: string[] = [];
  for (let last = 0; ;) {
    const page = await book.page(last, PAGE);
    notes.push(...page.map(({ note }) => note));
    if (page.length < PAGE) return notes;
    last = page.at(-1)?.number ?? last;
  }
}

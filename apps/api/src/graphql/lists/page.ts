import { createHash } from 'node:crypto';
import type { Day } from '@entente/domain';
import { isPosition } from '@entente/ledger';
import { invalid, refused } from '../errors/refused-error.js';

/** How many items a page has by default, and at most. */
export const DEFAULT_PAGE = 50;
export const LARGEST_PAGE = 200;

/** The size of a page as it was asked for. @throws {RefusedError} VALIDATION_FAILED on `first`. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return DEFAULT_PAGE;
  if (first < 1 || first > LARGEST_PAGE) throw invalid('first', { problem: 'PAGE_SIZE', most: LARGEST_PAGE });
  return first;
}

/** Where a page ended: the list with all that it was asked by, and the key of its last member. */
export interface Cursor {
  readonly list: string;
  readonly sort: string;
  /** A digest of the filter, the subject included. */
  readonly filter: string;
  readonly validOn: Day;
  /** As clients see positions: it names its ledger. */
  readonly position: string;
  /** The instant that was asked for and stood for the head; null where none was. */
  readonly asHead: string | null;
  readonly key: readonly string[];
}

/** A list as it is asked for: what a cursor must agree with. */
export type ListRequest = Pick<Cursor, 'list' | 'sort'> & { readonly filter: unknown };

/** The filter of a list, as a cursor carries it; absent and null members are the same. */
export function filterDigest(filter: unknown): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== 'object') return value;
    return Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]);
  };
  return createHash('sha256')
    .update(JSON.stringify(sorted(filter) ?? null))
    .digest('base64url')
    .slice(0, 16);
}

/** A cursor as clients hold it: opaque, and none of their business. */
export function writeCursor(cursor: Cursor): string {
  const { list, sort, filter, validOn, position, asHead, key } = cursor;
  return Buffer.from(JSON.stringify([list, sort, filter, validOn, position, asHead, key])).toString(
    'base64url',
  );
}

/**
 * Reads the cursor of a list; null when none was given.
 * @throws {RefusedError} CURSOR_INVALID for what is no cursor, or one of another list, sort or filter.
 */
export function readCursor(after: string | null | undefined, request: ListRequest): Cursor | null {
  if (after === null || after === undefined) return null;
  const cursor = parse(after);
  if (
    cursor === null ||
    cursor.list !== request.list ||
    cursor.sort !== request.sort ||
    cursor.filter !== filterDigest(request.filter)
  )
    throw refused('CURSOR_INVALID', 'after');
  return cursor;
}

function parse(after: string): Cursor | null {
  if (after.length > 4_000 || !/^[A-Za-z0-9_-]+$/.test(after)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  if (!Array.isArray(value) || value.length !== 7) return null;
  const [list, sort, filter, validOn, position, asHead, key] = value as unknown[];
  if (
    typeof list !== 'string' ||
    typeof sort !== 'string' ||
    typeof filter !== 'string' ||
    typeof validOn !== 'string' ||
    !/^\d{4}-\d{2}-\d{2}$/.test(validOn) ||
    typeof position !== 'string' ||
    !isPosition(position) ||
    !(asHead === null || (typeof asHead === 'string' && !Number.isNaN(Date.parse(asHead)))) ||
    !Array.isArray(key) ||
    key.length === 0 ||
    !key.every((part) => typeof part === 'string')
  )
    return null;
  return { list, sort, filter, validOn, position, asHead, key: key as Cursor['key'] };
}

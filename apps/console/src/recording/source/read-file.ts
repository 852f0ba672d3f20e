import { LONGEST, SOURCE_FILES } from '@entente/domain';
import { canonicalText } from './canonical.js';

const MEGABYTE = 1_048_576;

/** The most that a file may have, in megabytes. */
export const MOST_MEGABYTES = SOURCE_FILES.bytes / MEGABYTE;

/** The endings of files that the ledger takes, as people see them. */
export const ENDINGS: readonly string[] = Object.values(SOURCE_FILES.types);

/** What stands against a file before it is sent; null where nothing does. What it is the ledger sees by its content. */
export function problemOfFile({ size }: { readonly size: number }): 'EMPTY' | 'TOO_LARGE' | null {
  if (size === 0) return 'EMPTY';
  return size > SOURCE_FILES.bytes ? 'TOO_LARGE' : null;
}

/** The text of a file that is one, in UTF-8, with its lines as the ledger numbers them; null for any other. */
export function textOfFile(
  bytes: ArrayBuffer,
): { readonly text: string; readonly isCanonical: boolean } | null {
  try {
    const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const text = canonicalText(read.replace(/^\uFEFF/u, ''));
    if (text.length > LONGEST.document) return null;
    return { text, isCanonical: text === read };
  } catch {
    return null;
  }
}

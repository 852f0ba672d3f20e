import { RefusedError, unreachable, type Refusal } from '../../asking/refusal.js';
import { sendBytes } from '../../asking/send-bytes.js';

/** A file that the ledger has kept. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  /** What it is by its content. */
  readonly type: string;
}

/** Sends a file to be kept; `onProgress` receives the part that is sent, from 0 to 1. Raises a {@link RefusedError}. */
export function sendFile(
  file: Blob,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<KeptFile> {
  return sendBytes('/sources/file', file, onProgress, signal);
}

/** Why a file was not kept. */
export function refusalOfFile(error: unknown): Refusal {
  return error instanceof RefusedError ? error.first : unreachable();
}

import { RefusedError, refusalsOf, unreachable, type Refusal } from '../../asking/refusal.js';

/** A file that the ledger has kept. */
export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
  /** What it is by its content. */
  readonly type: string;
}

/**
 * Sends a file to be kept; `onProgress` is told the part of it that is sent, from 0 to 1. Raises a {@link RefusedError}. Not by
 * `fetch`: that says nothing of how far a body is sent.
 */
export function sendFile(
  file: Blob,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<KeptFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new RefusedError([unreachable()]));
    request.open('POST', '/sources/file');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    for (const event of ['error', 'abort', 'timeout']) request.addEventListener(event, lost);
    request.addEventListener('load', () => {
      const answer = answerOf(request.responseText);
      if (answer && 'sha256' in answer) resolve(answer);
      else reject(new RefusedError(answer?.errors ? refusalsOf(answer.errors) : [unreachable()]));
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function answerOf(text: string): KeptFile | { readonly errors?: Parameters<typeof refusalsOf>[0] } | null {
  try {
    return JSON.parse(text) as KeptFile | { readonly errors?: [] };
  } catch {
    return null;
  }
}

/** Why a file was not kept. */
export function refusalOfFile(error: unknown): Refusal {
  return error instanceof RefusedError ? error.first : unreachable();
}

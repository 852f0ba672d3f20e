import { RefusedError, refusalsOf, unreachable } from './refusal.js';

/**
 * Sends bytes; `onProgress` receives the part that is sent, from 0 to 1. Raises a {@link RefusedError}. Not by `fetch`:
 * that says nothing of how far a body is sent.
 */
export function sendBytes<Answer extends object>(
  path: string,
  body: Blob,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new RefusedError([unreachable()]));
    request.open('POST', path);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total));
    for (const event of ['error', 'abort', 'timeout']) request.addEventListener(event, lost);
    request.addEventListener('load', () => {
      const answer = answerOf<Answer>(request.responseText);
      if (answer && !('errors' in answer)) resolve(answer);
      else reject(new RefusedError(answer ? refusalsOf(answer.errors) : [unreachable()]));
    });
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

type Refusing = { readonly errors: NonNullable<Parameters<typeof refusalsOf>[0]> };

function answerOf<Answer>(text: string): Answer | Refusing | null {
  try {
    return JSON.parse(text) as Answer | Refusing;
  } catch {
    return null;
  }
}

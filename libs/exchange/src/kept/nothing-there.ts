/** Null for a file or a folder that is not there; raises whatever else went wrong. */
export function nothingThere(error: unknown): null {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

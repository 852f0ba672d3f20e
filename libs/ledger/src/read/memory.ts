import { getHeapStatistics } from 'node:v8';

/** From a heap of this size on, in bytes, as much is remembered as is of use; in a smaller one, less by as much. */
const ROOMY = 1_073_741_824;

/**
 * How many of `most` things may be remembered by a process whose heap may grow to `heap` bytes: where memory is short, to keep
 * them costs more (the garbage collector goes through them again and again) than to read them again.
 */
export function mostRemembered(most: number, heap: number = getHeapStatistics().heap_size_limit): number {
  return Math.floor(most * Math.min(1, heap / ROOMY));
}

import { setFlagsFromString } from 'node:v8';

/**
 * Has the heap of this process kept as suits one that answers requests. V8 watches which places in the code make objects that
 * live long, and lets them put theirs where only the large collections come. When many wait for their answers at once, that
 * is every place that a request goes through, and it stays so for the short ones that follow. Called before anything is served.
 */
export function expectShortLived(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

import canonicalize from 'canonicalize';

/** A value that has no canonical form here; `pointer` (RFC 6901) says where it is. */
export class NotCanonicalError extends Error {
  constructor(
    readonly pointer: string,
    readonly problem: string,
  ) {
    super(`${pointer === '' ? 'the value' : pointer} ${problem}`);
    this.name = 'NotCanonicalError';
  }
}

/**
 * The RFC 8785 bytes of a JSON value. Stricter than the RFC: numbers are safe integers, strings are well-formed Unicode,
 * objects are plain and without `undefined`, and not nested without end, so that one value has one form in every language.
 * @throws {NotCanonicalError} for anything else.
 */
export function canonicalBytes(value: unknown): Buffer {
  return Buffer.from(canonicalText(value), 'utf8');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads canonical bytes back.
 * @throws {NotCanonicalError} when they are not the one canonical form of what they say (order, spaces, duplicate keys…).
 */
export function parseCanonical(bytes: Uint8Array): unknown {
  let text: string;
  let value: unknown;
  try {
    text = UTF8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new NotCanonicalError('', 'is not JSON in UTF-8');
  }
  if (canonicalText(value) !== text) throw new NotCanonicalError('', 'is not in canonical form');
  return value;
}

function canonicalText(value: unknown): string {
  const fault = faultIn(value);
  if (typeof fault === 'object')
    throw new NotCanonicalError(
      fault.path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      fault.problem,
    );
  // RFC 8785 writes texts and these numbers as JSON does: where no key is out of order, the platform's writer is the faster.
  return fault ? JSON.stringify(value) : (canonicalize(value) as string);
}

/** Arrays and objects within each other; events have a handful, and what reads them does so by recursion. */
export const DEEPEST = 100;

interface Fault {
  readonly path: readonly string[];
  readonly problem: string;
}

/** The first value without a canonical form, and where; if all have one, whether every key is in the order of UTF-16 code units. */
function faultIn(value: unknown, depth = 0): Fault | boolean {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() || { path: [], problem: 'has a lone surrogate' };
    case 'number':
      return Number.isSafeInteger(value) || { path: [], problem: 'is not a safe integer' };
    case 'boolean':
      return true;
    case 'object':
      break;
    default:
      return { path: [], problem: `is ${typeof value}, which JSON does not have` };
  }
  if (value === null) return true;
  if (depth >= DEEPEST) return { path: [], problem: `is nested deeper than ${DEEPEST}` };
  let inOrder = true;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const fault = faultIn(value[index], depth + 1);
      if (typeof fault === 'object') return within(String(index), fault);
      inOrder &&= fault;
    }
    return inOrder;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    return { path: [], problem: 'is not a plain object' };
  let before = '';
  for (const key of Object.keys(value)) {
    if (!key.isWellFormed()) return { path: [], problem: 'has a key with a lone surrogate' };
    const fault = faultIn((value as Record<string, unknown>)[key], depth + 1);
    if (typeof fault === 'object') return within(key, fault);
    inOrder &&= fault && before <= key;
    before = key;
  }
  return inOrder;
}

function within(step: string, { path, problem }: Fault): Fault {
  return { path: [step, ...path], problem };
}

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
 * objects are plain and without `undefined`, so that one value has one form in every language.
 * @throws {NotCanonicalError} for anything else.
 */
export function canonicalBytes(value: unknown): Buffer {
  guard(value, '');
  return Buffer.from(canonicalize(value) as string, 'utf8');
}

/**
 * Reads canonical bytes back.
 * @throws {NotCanonicalError} when they are not the one canonical form of what they say (order, spaces, duplicate keys…).
 */
export function parseCanonical(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    throw new NotCanonicalError('', 'is not JSON in UTF-8');
  }
  if (!canonicalBytes(value).equals(bytes)) throw new NotCanonicalError('', 'is not in canonical form');
  return value;
}

function guard(value: unknown, pointer: string): void {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new NotCanonicalError(pointer, 'has a lone surrogate');
      return;
    case 'number':
      if (!Number.isSafeInteger(value)) throw new NotCanonicalError(pointer, 'is not a safe integer');
      return;
    case 'boolean':
      return;
    case 'object':
      break;
    default:
      throw new NotCanonicalError(pointer, `is ${typeof value}, which JSON does not have`);
  }
  if (value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) guard(value[index], `${pointer}/${index}`);
    return;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null)
    throw new NotCanonicalError(pointer, 'is not a plain object');
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) throw new NotCanonicalError(pointer, 'has a key with a lone surrogate');
    guard(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

import { refuse, type Claim, type Refusal } from './decision.js';

/**
 * An identifier as it is compared: scheme and value in lower case, without spaces. «NEQ 11 4265 0099» and «neq1142650099» are
 * one; what is stored keeps the form in which it was given.
 */
export function foldIdentifier({ scheme, value }: Claim): Claim {
  return { scheme: fold(scheme), value: fold(value) };
}

/** An identifier as one text, the same for two that are one: neither part has a space in it. */
export function identifierKey(identifier: Claim): string {
  const { scheme, value } = foldIdentifier(identifier);
  return `${scheme} ${value}`;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, '');
}

/** True for two identifiers that are one, whatever their case and spaces. */
export function isSameIdentifier(a: Claim, b: Claim): boolean {
  const [one, other] = [foldIdentifier(a), foldIdentifier(b)];
  return one.scheme === other.scheme && one.value === other.value;
}

/** Refuses an identifier that is given twice in one command. */
export function identifierRepeated(identifiers: readonly Claim[] = []): Refusal | null {
  const repeated = identifiers.findIndex((one, index) =>
    identifiers.slice(0, index).some((earlier) => isSameIdentifier(earlier, one)),
  );
  return repeated < 0
    ? null
    : refuse('VALIDATION_FAILED', `identifiers.${repeated}`, { problem: 'IDENTIFIER_REPEATED' });
}

/** Refuses an identifier that something else in the ledger has. */
export function identifierTaken(
  identifiers: readonly Claim[] = [],
  { taken }: { readonly taken: readonly Claim[] },
): Refusal | null {
  const index = identifiers.findIndex((one) => taken.some((other) => isSameIdentifier(other, one)));
  const found = identifiers[index];
  return found ? refuse('IDENTIFIER_TAKEN', `identifiers.${index}`, { ...found }) : null;
}

import type { Claim } from '../rules/decision.js';

/**
 * An identifier as it is compared: scheme and value in lower case, without spaces. «NEQ 11 4265 0099» and «neq1142650099» are
 * one; what is stored keeps the form in which it was given.
 */
export function foldIdentifier({ scheme, value }: Claim): Claim {
  return { scheme: fold(scheme), value: fold(value) };
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, '');
}

/** True for two identifiers that are one, whatever their case and spaces. */
export function isSameIdentifier(a: Claim, b: Claim): boolean {
  const [one, other] = [foldIdentifier(a), foldIdentifier(b)];
  return one.scheme === other.scheme && one.value === other.value;
}

import { quotient, type Decimal } from './decimal.js';

/** An amount in a currency (ISO 4217: three capitals). Amounts are added and compared only within one currency. */
export interface Money {
  readonly value: Decimal;
  readonly currency: string;
}

/** True for what has the form of a currency's code: CAD. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{3}$/.test(value);
}

/** How many times an award the value of what it supports is, in four decimals; null in two currencies. */
export function leverageOf(amount: Money, supported: Money): Decimal | null {
  return amount.currency === supported.currency ? quotient(supported.value, amount.value) : null;
}

import { fromMillionths } from '../money/decimal.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice, PastEvent } from '../rules/decision.js';
import { currencyOf } from './currency.js';
import { foldEnvelope, overdrawn } from './balance.js';

/** The warning of a correction that leaves an envelope with less than nothing on some day, or with still less than before. */
export function overdrawnBy(before: readonly PastEvent[], after: readonly PastEvent[]): readonly Advice[] {
  const now = overdrawn(foldEnvelope(after));
  const was = overdrawn(foldEnvelope(before));
  if (!now || (was && was.available <= now.available)) return [];
  return [
    adviceOf('ENVELOPE_OVERDRAWN', {
      day: now.day,
      available: fromMillionths(now.available),
      currency: currencyOf(after),
    }),
  ];
}

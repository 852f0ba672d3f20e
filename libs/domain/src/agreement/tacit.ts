import { refuse, type Refusal } from '../rules/decision.js';
import type { Tacit } from './line/index.js';

/** What an act says of how a term is renewed. */
interface Renewing {
  readonly renewal?: string;
  readonly duration?: string;
  readonly renewalPeriod?: string;
  readonly renewals?: number;
}

/** How a term renews itself, as it is stored; nothing where its renewal is not TACIT. */
export function tacitOf({ renewal, duration, renewalPeriod, renewals }: Renewing): {
  readonly tacit?: Tacit;
} {
  const period = renewalPeriod ?? duration;
  if (renewal !== 'TACIT' || period === undefined) return {};
  return { tacit: { period, ...(renewals !== undefined && { times: renewals }) } };
}

/** What was given to say how a term renews itself: a correction reads it again. */
export function givenOfTacit({
  tacit,
}: {
  readonly tacit?: Tacit;
}): Pick<Renewing, 'renewalPeriod' | 'renewals'> {
  if (!tacit) return {};
  return { renewalPeriod: tacit.period, ...(tacit.times !== undefined && { renewals: tacit.times }) };
}

/** Refuses what is only said of a tacit renewal, and a tacit renewal without an end or without a period. */
export function tacitInvalid(input: Renewing, hasEnd: boolean): Refusal | null {
  const { renewal, duration, renewalPeriod, renewals } = input;
  if (renewal !== 'TACIT')
    return renewalPeriod !== undefined || renewals !== undefined
      ? refuse('VALIDATION_FAILED', renewalPeriod === undefined ? 'renewals' : 'renewalPeriod', {
          problem: 'NOT_TACIT',
        })
      : null;
  if (!hasEnd && duration === undefined)
    return refuse('VALIDATION_FAILED', 'endsOn', { problem: 'TACIT_NEEDS_END' });
  return renewalPeriod === undefined && duration === undefined
    ? refuse('VALIDATION_FAILED', 'renewalPeriod', { problem: 'TACIT_NEEDS_PERIOD' })
    : null;
}

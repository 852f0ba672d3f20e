import { fact } from '../../testing/decider-specification.js';

const OF = { fund: 'fsdce', region: 'test' };
const amount = (value: string, currency = 'CAD') => ({ amount: { value, currency } });

/** Money that was allotted. */
export function allotted(day: string, value: string, currency?: string) {
  return fact('EnvelopeAllotted', day, { ...OF, ...amount(value, currency) });
}

/** Money that was committed. */
export function committed(day: string, commitmentId: string, value: string) {
  return fact('EnvelopeCommitted', day, { ...OF, commitmentId, ...amount(value) });
}

/** Money of a commitment that went back. */
export function released(day: string, commitmentId: string, value: string) {
  return fact('EnvelopeReleased', day, { ...OF, commitmentId, ...amount(value) });
}

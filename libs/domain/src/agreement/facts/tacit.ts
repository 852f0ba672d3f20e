import * as m from '../../facts/member.js';

const tacit = m.object('Tacit', 'How a term renews itself.', {
  period: m.duration('How long each period is, ISO 8601.'),
  times: m.optional(m.count('How many periods; by default without limit.')),
});

/** How a term renews itself: what is asked, and what is stored of it. */
export const TACIT_MEMBERS = {
  renewalPeriod: m.optional(
    m.askedOnly(m.duration('With renewal TACIT: how long each period is; the duration by default.')),
  ),
  renewals: m.optional(
    m.askedOnly(m.count('With renewal TACIT: how many periods; by default without limit.')),
  ),
  tacit: m.optional(m.computed(tacit('How it renews itself, where its renewal is TACIT.'))),
};

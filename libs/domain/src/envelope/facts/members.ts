import * as m from '../../facts/member.js';

/** What names an envelope: its stream is `envelope-<fund>.<region>`, so that neither id has a dot. */
export const ENVELOPE = {
  fund: m.partId('The fund, an id without a dot.', { plain: true }),
  region: m.partId('The region, an id without a dot.', { plain: true }),
};

/** What all facts on an envelope are, beside their own. */
export const ON_ENVELOPE = {
  stream: 'envelope',
  recorder: 'PROGRAMME',
  dates: { occurred: 'GIVEN', effective: true },
  revision: true,
  evidence: 'REQUIRED',
} as const;

import { MATTERS } from '../../committee/matter.js';
import { refusedWhereDissolved } from '../../committee/facts/committee-dissolved.js';
import { fact } from '../../facts/fact.js';
import { decider } from '../../facts/judge.js';
import * as m from '../../facts/member.js';
import { refuse } from '../../rules/decision.js';

/** A resolution was put before a committee. */
export const ResolutionProposed = fact({
  type: 'ResolutionProposed',
  stream: 'resolution',
  command: 'proposeResolution',
  recorder: 'COMMITTEE',
  says: {
    fr: 'Consigne une résolution soumise à un comité.',
    en: 'Records a resolution that was put before a committee.',
  },
  called: { fr: 'proposition de résolution', en: 'proposal of the resolution' },
  dates: { occurred: 'GIVEN' },
  place: 'BEGINS',
  revision: false,
  evidence: 'REQUIRED',
  fixed: ['committeeId'],
  correctable: ['docHash'],
  members: {
    resolutionId: m.made(m.id('resolution', 'Its id; by default the ledger makes one.')),
    committeeId: m.id('committee', 'The committee that decides.'),
    title: m.refusedAs('TITLE_REQUIRED', m.texts('Its title by language.', { atLeast: 1 })),
    wording: m.note(m.texts('Its text by language; kept confidential.')),
    matterKind: m.optional(
      m.oneOf(MATTERS, 'What it is about: project, resolution, organization, agreement.'),
    ),
    matterId: m.optional(m.idOf('matterKind', 'The matter.')),
    docHash: m.optional(m.hash('SHA-256 of its text, hexadecimal.')),
  },
});

export const proposeResolution = decider(ResolutionProposed, {
  shape({ draft: { data } }) {
    if ((data.matterKind === undefined) === (data.matterId === undefined)) return null;
    const member = data.matterKind === undefined ? 'matterKind' : 'matterId';
    return refuse('VALIDATION_FAILED', member, { problem: 'MEMBER_NEEDED', member });
  },
  reads: ({ committeeId }) => [{ kind: 'committee', id: committeeId, field: 'committeeId', whole: true }],
  lifecycle: ({ draft: { data, effective }, context }) =>
    refusedWhereDissolved(context.eventsOf('committee', data.committeeId), data.committeeId, effective.point),
});

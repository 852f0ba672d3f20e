import type { Envelope } from '@entente/ledger';
import { foundByOf } from './row.js';

const EVENT = {
  id: '0b6f2f0e-2f0a-4f5c-8a53-5a5c2d3c1a10',
  type: 'PartnerSigned',
  stream: 'agreement-mou',
  occurred: { point: '2025-01-28', latest: null },
  data: { agreementId: 'mou', organizationId: 'c2mi', signatories: [{ personId: 'p1' }] },
  provenance: [{ source: 'release' }],
  overrides: [],
};
const aboutOf = (more: object) => foundByOf({ ...EVENT, ...more } as unknown as Envelope).about;

describe('what an event is about', () => {
  it('is its stream, what it names and what it cites, each once', () => {
    expect(aboutOf({})).toEqual(
      expect.arrayContaining(['agreement-mou', 'organization-c2mi', 'source-release']),
    );
    expect(new Set(aboutOf({})).size).toBe(aboutOf({}).length);
  });

  it('is also what a rectification sets in another event', () => {
    const data = {
      targetId: EVENT.id,
      targetType: 'PartnerSigned',
      set: { data: { organizationId: 'technum' } },
      removed: [],
    };
    expect(aboutOf({ type: 'RecordRectified', data })).toEqual([
      'agreement-mou',
      'organization-technum',
      'source-release',
    ]);
  });

  it('is the stream alone of the ledger’s own events', () => {
    expect(aboutOf({ type: 'LedgerOpened', stream: 'ledger', data: {}, provenance: [] })).toEqual(['ledger']);
  });
});

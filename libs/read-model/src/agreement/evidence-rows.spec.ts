import type { DomainEvent } from '@entente/domain';
import type { RecordedEvent } from '@entente/ledger';
import { citedSourceRows, evidenceDayRows, evidenceRows } from './evidence-rows.js';

const fact = (type: string, point: string, data: object = {}): DomainEvent =>
  ({ type, occurred: { point }, data }) as unknown as DomainEvent;

describe('the evidence of an agreement', () => {
  it('is the text that was deposited, once one is', () => {
    const registered = fact('AgreementRegistered', '2020-01-01');
    expect(evidenceRows('a', [registered])).toEqual([{ agreement_id: 'a', text_deposited: false }]);
    expect(evidenceRows('a', [registered, fact('AgreementTextDeposited', '2020-02-02')])).toEqual([
      { agreement_id: 'a', text_deposited: true },
    ]);
  });

  it('speaks of the days of its facts, each once, and not of those of the ledger’s own notices', () => {
    const facts = [
      fact('AgreementRegistered', '2020-01-01'),
      fact('PartnerSigned', '2020-03-03'),
      fact('PartnerSigned', '2020-03-03'),
      fact('AgreementExpired', '2024-01-01'),
      fact('PartnerIntentLapsed', '2024-02-02'),
    ];
    const daysOf = (given: readonly DomainEvent[]) => evidenceDayRows('a', given).map(({ day }) => day);
    expect(daysOf(facts)).toEqual(['2020-01-01', '2020-03-03']);
    // It goes on from there when there are more.
    expect(daysOf([...facts, fact('PartnerSigned', '2020-04-04')])).toEqual([
      '2020-01-01',
      '2020-03-03',
      '2020-04-04',
    ]);
  });
});

describe('the sources of an agreement', () => {
  it('are those that its events cite and that were attached to it, each where it is cited first', () => {
    const recorded = [
      { id: 'e1', type: 'AgreementRegistered', data: {}, cites: ['press', 'site'] },
      { id: 'e2', type: 'EvidenceAttached', data: { sourceId: 'article' }, cites: ['press'] },
      { id: 'annulled', type: 'PartnerSigned', data: {}, cites: ['rumour', 'site'] },
    ];
    const history = recorded.map(({ cites, ...envelope }, index) => ({
      envelope: { ...envelope, provenance: cites.map((source) => ({ source })) },
      position: { commit: BigInt(index + 7) },
    })) as unknown as readonly RecordedEvent[];
    const facts = [{ id: 'e1' }, { id: 'e2' }] as unknown as readonly DomainEvent[];
    expect(citedSourceRows('a', history, facts)).toEqual([
      { agreement_id: 'a', source_id: 'press', first_cited: 7n, in_effect: true },
      { agreement_id: 'a', source_id: 'site', first_cited: 7n, in_effect: true },
      { agreement_id: 'a', source_id: 'article', first_cited: 8n, in_effect: true },
      { agreement_id: 'a', source_id: 'rumour', first_cited: 9n, in_effect: false },
    ]);
  });
});

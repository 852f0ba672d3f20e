import { date } from '../testing/decider-specification.js';
import { implausible, sourcesPredate, type DatesToDoubt } from './plausible.js';

const NOW = { today: '2026-11-27', latest: '2026-11-28' };
const plain = date('2025-06-30');

const doubtsOf = (act: Partial<DatesToDoubt>) => implausible({ occurred: plain, ...act }, NOW);
const doubtsOfMember = (field: string, edtf: string, more: DatesToDoubt['named'] = []) =>
  doubtsOf({ named: [...more, { field, date: date(edtf) }] }).map(({ problem }) => problem);

describe('dates that hardly can be', () => {
  it('are not those of an everyday act', () => {
    expect(
      doubtsOf({
        effective: date('2027'),
        named: [
          { field: 'startsOn', date: date('2026-01-01') },
          { field: 'endsOn', date: date('2124-12-31') },
          { field: 'foundedOn', date: date('1663') },
          { field: 'expectedBy', date: '2030-01-01' },
        ],
        founded: [{ organizationId: 'cpq', foundedOn: date('1969') }],
      }),
    ).toEqual([]);
  });

  it('are those of an act before 1800, by its latest day', () => {
    expect(doubtsOf({ occurred: date('0202-05-09') })).toEqual([
      { field: 'occurredOn', problem: 'BEFORE_1800' },
    ]);
    expect(doubtsOf({ effective: date('1799') })).toEqual([{ field: 'effectiveOn', problem: 'BEFORE_1800' }]);
    expect(doubtsOf({ occurred: date('[1799..1800]') })).toEqual([]);
    expect(doubtsOf({ occurred: date('[1799..]') })).toEqual([]);
  });

  it.each(['startsOn', 'endsOn', 'newEndsOn'])('are those of a term before 1800: %s', (field) => {
    expect(doubtsOfMember(field, '0224-06-04')).toEqual(['BEFORE_1800']);
  });

  it.each(['foundedOn', 'closesOn', 'publishedOn', 'until'])('may be old: %s', (field) => {
    expect(doubtsOfMember(field, '1663-01-01')).toEqual([]);
  });

  it('are those that take effect more than 50 years ahead', () => {
    expect(doubtsOf({ effective: date('2076-11-27') })).toEqual([]);
    expect(doubtsOf({ effective: date('2076-11-28') })).toEqual([
      { field: 'effectiveOn', problem: 'FAR_AHEAD' },
    ]);
  });

  it.each(['startsOn', 'closesOn', 'expectedBy', 'dueOn', 'records.0.set.dueOn'])(
    'are those that lie more than 50 years ahead: %s',
    (field) => {
      expect(doubtsOfMember(field, '2076-11-27')).toEqual([]);
      expect(doubtsOfMember(field, '2076-11-28')).toEqual(['FAR_AHEAD']);
    },
  );

  it.each(['endsOn', 'newEndsOn', 'until'])('are ends more than a hundred years after today: %s', (field) => {
    expect(doubtsOfMember(field, '2126-11-27')).toEqual([]);
    expect(doubtsOfMember(field, '2126-11-28')).toEqual(['FAR_AHEAD']);
  });

  it('are ends more than a hundred years after their start, where it is given', () => {
    const start = (edtf: string) => [{ field: 'startsOn', date: date(edtf) }];
    expect(doubtsOfMember('endsOn', '2020-01-01', start('1920-01-01'))).toEqual([]);
    expect(doubtsOfMember('endsOn', '2020-01-02', start('1920-01-01'))).toEqual(['FAR_AHEAD']);
    expect(doubtsOfMember('endsOn', '2128-01-01', start('2028-01-01'))).toEqual([]);
  });

  it('are foundations and publications that even by their earliest day lie ahead of every calendar', () => {
    expect(doubtsOfMember('foundedOn', '2026-11-28')).toEqual([]);
    expect(doubtsOfMember('foundedOn', '2026')).toEqual([]);
    expect(doubtsOfMember('foundedOn', '[..2027]')).toEqual([]);
    expect(doubtsOfMember('foundedOn', '2027')).toEqual(['FOUNDED_AHEAD']);
    expect(doubtsOf({ named: [{ field: 'publishedOn', date: '2026-11-28' }] })).toEqual([]);
    expect(doubtsOf({ named: [{ field: 'publishedOn', date: '2026-11-29' }] })).toEqual([
      { field: 'publishedOn', problem: 'PUBLISHED_AHEAD' },
    ]);
  });

  it('are acts of organisations that did not exist yet, even by the latest day of the act', () => {
    const founded = [
      { organizationId: 'young', foundedOn: date('2025-07') },
      { organizationId: 'old', foundedOn: date('1969') },
      { organizationId: 'open', foundedOn: date('[..2026]') },
      { organizationId: 'young', foundedOn: date('2025-07') },
    ];
    expect(doubtsOf({ founded })).toEqual([
      { field: 'occurredOn', problem: 'BEFORE_FOUNDATION', organizationIds: ['young'] },
    ]);
    expect(doubtsOf({ occurred: date('2025'), founded })).toEqual([]);
    expect(doubtsOf({ occurred: date('[2025-06-30..]'), founded })).toEqual([]);
  });
});

describe('sources that cannot know of an act', () => {
  const before = { sourceId: 'before', publishedOn: '2025-06-29' };

  it('were each published before its earliest day', () => {
    expect(sourcesPredate(plain, [before, { ...before, sourceId: 'earlier' }, before])).toEqual([
      'before',
      'earlier',
    ]);
    expect(sourcesPredate(plain, [{ sourceId: 'month', publishedOn: date('2025-05') }])).toEqual(['month']);
  });

  it.each<[string, Parameters<typeof sourcesPredate>[1]]>([
    ['one was published on its day', [before, { sourceId: 'same', publishedOn: '2025-06-30' }]],
    ['nobody knows when one was published', [before, { sourceId: 'undated' }]],
    ['one may have been published later', [before, { sourceId: 'wide', publishedOn: date('2025') }]],
    ['one may be of any later day', [before, { sourceId: 'open', publishedOn: date('[2020..]') }]],
    ['none is cited', []],
  ])('are not warned of when %s', (_why, cited) => {
    expect(sourcesPredate(plain, cited)).toEqual([]);
  });

  it('are not warned of when the act may be of any earlier day', () => {
    expect(sourcesPredate(date('[..2025-06-30]'), [before])).toEqual([]);
  });
});

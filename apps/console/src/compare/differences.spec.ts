import { differencesOf, presetsOf, verdictOf } from './differences.js';

describe('the differences of two answers', () => {
  const change = {
    subject: 'STATUS',
    key: null,
    before: { status: 'IN_FORCE', inForce: 'YES', since: { point: '2019-06-04' } },
    between: { status: 'IN_FORCE', inForce: 'YES', since: { point: '2019-06-05' } },
    after: { status: 'EXPIRED', inForce: 'YES', since: { point: '2024-06-05' } },
  };

  it('are told member by member, each with its own causes', () => {
    expect(differencesOf([change], false).map(({ member, causes }) => [member, causes])).toEqual([
      ['status', ['WORLD']],
      ['since', ['KNOWLEDGE', 'WORLD']],
    ]);
  });

  it('leave out what stayed the same, unless all is asked for', () => {
    expect(differencesOf([change], true).map(({ member }) => member)).toContain('inForce');
  });

  it('say nothing for what one answer does not have', () => {
    const added = { ...change, before: null, between: { role: 'PARTY' }, after: { role: 'PARTY' } };
    expect(differencesOf([added], false)).toMatchObject([
      { member: 'role', before: null, after: 'PARTY', causes: ['KNOWLEDGE'] },
    ]);
  });

  it.each([
    [true, false, 'world'],
    [false, true, 'knowledge'],
    [true, true, 'both'],
    [false, false, 'nothing'],
  ] as const)(
    'with the world %s and knowledge %s give the verdict %s',
    (worldChanged, knowledgeChanged, verdict) => {
      expect(verdictOf({ worldChanged, knowledgeChanged })).toBe(verdict);
    },
  );
});

describe('the ready-made comparisons', () => {
  const past = { today: '2026-11-28', moments: [], joined: [], rectifiedAt: null };

  it('are yesterday and today where nothing else is known', () => {
    expect(presetsOf(past)).toEqual([['yesterday', { a: { on: '2026-11-27' }, b: {} }]]);
  });

  it('go from the day before a signature is possible to the day when it is certain', () => {
    const joined = [
      { point: '2025-06-15', earliest: '2025-06-01', latest: '2025-06-30' },
      { point: '2026-01-01', earliest: null, latest: null },
    ];
    expect(Object.fromEntries(presetsOf({ ...past, joined }))).toMatchObject({
      signature: { a: { on: '2025-05-31' }, b: { on: '2025-06-30' } },
    });
  });

  it('go back to what was believed before the last rectification, and before the last that was learned', () => {
    const moments = [{ position: '01' }, { position: '02' }, { position: '03' }];
    expect(Object.fromEntries(presetsOf({ ...past, moments, rectifiedAt: '02' }))).toMatchObject({
      learned: { a: { at: '02' } },
      rectification: { a: { at: '01' } },
    });
  });
});

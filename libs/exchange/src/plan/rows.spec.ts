import { readProfile, type Profile } from '../profile/profile.js';
import { openTable } from '../table/table.js';
import { findColumns } from './columns.js';
import type { ImportRow } from './rows.js';
import { readableRows, surveyOf } from './survey.js';

const PROFILE: Profile = readProfile({
  profile: 'office',
  version: 1,
  title: 'An office',
  source: { kind: 'REGISTER' },
  key: '{n}',
  columns: {
    n: { headers: ['Numéro'] },
    signed: { headers: ['Signée le'], dates: ['SLASHED', 'YEAR'], absent: ['s. o.', '?'] },
    ends: { headers: ['Fin'], dates: ['ISO'], sentinels: { '9999-12-31': 'OPEN_ENDED' }, optional: true },
    kind: {
      headers: ['Type'],
      words: { PE: 'MOU' },
      patterns: [{ matches: '^(\\d+) ans$', gives: { duration: 'P$1Y' } }],
    },
    partners: { headers: ['Partenaires'], separator: ' / ', organization: { lang: 'fr' } },
  },
  acts: [{ step: 'register', command: 'registerAgreement', input: { kind: { $column: 'kind' } } }],
});
const HEADER = 'NUMERO;signée  le;Fin;Type;Partenaires;Notes';

async function read(
  lines: readonly string[],
  choices: Readonly<Record<string, string>> = {},
  by: Profile = PROFILE,
) {
  const table = await openTable(Buffer.from([HEADER, ...lines].join('\n')));
  const profile = { ...by, choices };
  const { columns } = findColumns(profile, table);
  const file = { table, hash: '0'.repeat(64), profile, columns, isComplete: true };
  const survey = await surveyOf(file, { has: () => false, row: async () => undefined });
  const rows: ImportRow[] = [];
  for await (const row of readableRows(file, survey)) rows.push(row);
  return { rows, faults: survey.faults.listed, questions: survey.questions };
}
const valuesOf = ({ rows }: { readonly rows: readonly ImportRow[] }): readonly unknown[] =>
  rows.flatMap(({ cells }) => [...cells.values()].map(({ value }) => value)).slice(1);

it('finds columns whatever the case, accents and punctuation, and says which have no place or are missing', async () => {
  const found = findColumns(PROFILE, await openTable(Buffer.from(`${HEADER}\n1;2;3;4;5;6\n`)));
  expect(found.columns.map(({ header }) => header)).toEqual([
    'NUMERO',
    'signée  le',
    'Fin',
    'Type',
    'Partenaires',
  ]);
  expect(found.unplaced).toEqual(['Notes']);
  const other = findColumns(PROFILE, await openTable(Buffer.from('Numéro;numero;Type\n1;2;3\n')));
  expect(other.faults.map(({ code, column }) => [code, column])).toEqual([
    ['COLUMN_TWICE', 'Numéro'],
    ['COLUMN_MISSING', 'Signée le'],
    ['COLUMN_MISSING', 'Partenaires'],
  ]);
});

it('stops at a date that can be read in two orders until somebody says which', async () => {
  const lines = ['1;28/01/2025;;PE;A;', '2;03/04/2025;;PE;A;', '3;04/05/2025;;PE;A;'];
  const { questions, faults } = await read(lines);
  expect(faults).toEqual([]);
  expect(questions).toMatchObject([{ id: 'days:signed', answers: ['DMY', 'MDY'] }]);
  expect(questions[0]?.says.en).toContain('03/04/2025');
  const dmy = await read(lines.slice(1), { 'days:signed': 'DMY' });
  expect(dmy.questions).toEqual([]);
  expect(valuesOf(dmy)[0]).toEqual({ kind: 'DATE', date: { edtf: '2025-04-03' } });
  const mdy = await read(lines, { 'days:signed': 'MDY' });
  expect(mdy.rows.flatMap((row) => row.faults)).toMatchObject([{ line: 2, code: 'DATE_UNREAD' }]);
});

it('reads what stands for nothing, for something else, words, and lists', async () => {
  const values = valuesOf(await read(['1;S. O.;9999-12-31T00:00:00Z;5 ans;Un /Deux/ Trois;', '2;?;;pe;;']));
  expect(values.slice(0, 4)).toEqual([
    { kind: 'NOTHING' },
    { kind: 'MEANS', meaning: 'OPEN_ENDED' },
    { kind: 'WORD', word: { duration: 'P5Y' } },
    { kind: 'LIST', parts: ['Un', 'Deux', 'Trois'] },
  ]);
  expect(values.slice(5)).toEqual([
    { kind: 'NOTHING' },
    { kind: 'NOTHING' },
    { kind: 'WORD', word: 'MOU' },
    { kind: 'NOTHING' },
  ]);
});

it('asks once whether the cells of a column hold several, and reads them as it is answered', async () => {
  const { partners, kind, ...columns } = PROFILE.columns;
  const { separator: _separator, ...unparted } = partners ?? { headers: [] };
  const profile = readProfile({ ...PROFILE, columns: { ...columns, kind, partners: unparted } });
  const lines = [
    '1;2020;;PE;Université A / Institut B, Oslo;',
    '2;2020;;PE;Institut B;',
    '3;2020;;PE;Université A / Collège C;',
  ];
  const { questions } = await read(lines, {}, profile);
  expect(questions).toMatchObject([
    { id: 'list:partners', answers: ['/', 'one'], line: 2, column: 'Partenaires' },
  ]);
  expect(questions[0]?.says.fr).toBe(
    'Dans la colonne Partenaires, des cellules semblent en tenir plusieurs (2) : « Université A / Institut B, Oslo », « Université A / Collège C » (ligne 2). Faut-il les partager à « / » (/), ou chaque cellule est-elle un tout (one) ?',
  );
  const parted = await read(lines, { 'list:partners': '/' }, profile);
  expect(parted.questions).toEqual([]);
  expect(parted.rows.map(({ cells }) => cells.get('partners')?.value)).toEqual([
    { kind: 'LIST', parts: ['Université A', 'Institut B, Oslo'] },
    { kind: 'LIST', parts: ['Institut B'] },
    { kind: 'LIST', parts: ['Université A', 'Collège C'] },
  ]);
  const whole = await read(lines, { 'list:partners': 'one' }, profile);
  expect(whole.questions).toEqual([]);
  expect(whole.rows[1]?.cells.get('partners')?.value).toEqual({ kind: 'TEXT', text: 'Institut B' });
});

it('asks of words only where each part is one, and what records them takes several', async () => {
  const { kind: _kind, partners, ...columns } = PROFILE.columns;
  const sectors = { headers: ['Type'], words: { EAU: 'water', AIR: 'air' } };
  const profile = readProfile({
    ...PROFILE,
    columns: { ...columns, sectors, partners },
    acts: [{ step: 'register', command: 'registerAgreement', input: { sectors: { $column: 'sectors' } } }],
  });
  const lines = ['1;2020;;Eau, air;A;', '2;2020;;air;A;'];
  expect((await read(lines, {}, profile)).questions).toMatchObject([
    { id: 'list:sectors', answers: [',', 'one'] },
  ]);
  const { rows, faults } = await read(lines, { 'list:sectors': ',' }, profile);
  expect(faults).toEqual([]);
  expect(rows.map(({ cells }) => cells.get('sectors')?.value)).toEqual([
    { kind: 'WORD', word: ['water', 'air'] },
    { kind: 'WORD', word: ['air'] },
  ]);
  expect((await read(['1;2020;;PE, PE;A;'])).questions).toEqual([]);
});

it('says of what it cannot read what would be accepted', async () => {
  const { rows } = await read(['1;soon;;XX;A;']);
  expect(
    rows[0]?.faults.map(({ code, column, value, message }) => [code, column, value, message.en]),
  ).toEqual([
    [
      'DATE_UNREAD',
      'signée  le',
      'soon',
      'This date cannot be read. Accepted: 28/01/2025 or 01/28/2025, 2025, s. o., ?.',
    ],
    [
      'WORD_UNKNOWN',
      'Type',
      'XX',
      'The profile does not know what this means. Accepted: PE, /^(\\d+) ans$/.',
    ],
  ]);
});

it('refuses a profile that names a column it does not have', () => {
  const { acts: _acts, ...rest } = PROFILE;
  const acts = [{ step: 'x', command: 'setTerm', input: { endsOn: { $date: 'nowhere' } } }];
  expect(() => readProfile({ ...rest, acts })).toThrow('nowhere');
});

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

async function read(lines: readonly string[], choices: Readonly<Record<string, string>> = {}) {
  const table = await openTable(Buffer.from([HEADER, ...lines].join('\n')));
  const profile = { ...PROFILE, choices };
  const { columns } = findColumns(profile, table);
  const file = { table, hash: '0'.repeat(64), profile, columns, isComplete: true };
  const survey = await surveyOf(file);
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

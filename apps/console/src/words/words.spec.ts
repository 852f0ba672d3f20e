import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { board as boardEn } from './en/board.js';
import { calendar as calendarEn } from './en/calendar.js';
import { compare as compareEn } from './en/compare.js';
import { finding as findingEn } from './en/finding.js';
import { governance as governanceEn } from './en/governance.js';
import { importing as importingEn } from './en/importing.js';
import { network as networkEn } from './en/network.js';
import { organizations as organizationsEn } from './en/organizations.js';
import { en as always } from './en/index.js';
import { recording as recordingEn } from './en/recording.js';
import { settings as settingsEn } from './en/settings.js';
import { statistics as statisticsEn } from './en/statistics.js';
import { verify as verifyEn } from './en/verify.js';
import { board } from './fr/board.js';
import { calendar } from './fr/calendar.js';
import { compare } from './fr/compare.js';
import { finding } from './fr/finding.js';
import { governance } from './fr/governance.js';
import { importing } from './fr/importing.js';
import { network } from './fr/network.js';
import { organizations } from './fr/organizations.js';
import { fr as toujours } from './fr/index.js';
import { recording } from './fr/recording.js';
import { settings } from './fr/settings.js';
import { statistics } from './fr/statistics.js';
import { verify } from './fr/verify.js';
import { typo } from './typography.js';

/** Those that every page has, and those that come with the pages that use them. */
const fr = {
  ...toujours,
  board,
  calendar,
  compare,
  finding,
  governance,
  importing,
  network,
  organizations,
  recording,
  settings,
  statistics,
  verify,
};
const en = {
  ...always,
  board: boardEn,
  calendar: calendarEn,
  compare: compareEn,
  finding: findingEn,
  governance: governanceEn,
  importing: importingEn,
  network: networkEn,
  organizations: organizationsEn,
  recording: recordingEn,
  settings: settingsEn,
  statistics: statisticsEn,
  verify: verifyEn,
};

type Tree = { readonly [key: string]: string | Tree };

function flat(words: Tree, before = ''): ReadonlyMap<string, string> {
  const entries = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  );
  return new Map(entries);
}

const french = flat(fr);
const english = flat(en);

/** Texts that French and English write alike. */
const SAME = new Set([
  'Entente',
  'Menu',
  'Pages',
  'Horizon',
  'Organisation',
  'Organisations',
  'Sources',
  'Dates',
  'Moment',
  'Parties',
  'Parties ({{count}})',
  'Sources ({{count}})',
  'certain',
  'possible',
  'administration',
  'convention',
  '{{page}} · Entente',
  'Type',
  'Position',
  'Source',
  '{{count}} source',
  '{{count}} sources',
  'organisation',
  'organisations',
  'initiative',
  'Programme',
  'agenda',
  'Quorum',
  'Votes ({{count}})',
  'Phase',
  'Mission',
  'Missions',
  '{{count}} mission',
  '{{count}} missions',
  'Destination',
  'Participants',
  '{{count}} organisation',
  '{{count}} organisations',
  'Relations',
  'source',
  'page',
  'action',
  'article',
]);

const SOURCE = join(import.meta.dirname, '..');

/** The texts of all that shows words. */
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name) && !/^words|\.spec\.ts$/u.test(name))
  .map((name) => readFileSync(join(SOURCE, name), 'utf8'));

/** Whether a text says a key: it stands in quotes, or its beginning before what is filled in, or the group that it is of. */
function saidIn(text: string, key: string): boolean {
  const [group = ''] = key.split('.');
  return (
    text.includes(`'${key}'`) ||
    text.includes(`"${key}"`) ||
    text.includes(`t('${group}', { returnObjects: true })`) ||
    (group.includes(':') && text.includes(`'${group}'`)) ||
    [...text.matchAll(/`([\w:]+\.\w*)\$\{/gu)].some(([, beginning = '']) => key.startsWith(beginning)) ||
    (text.includes('`${group}.${') && text.includes(`'${group}'`))
  );
}

describe('the words of the console', () => {
  it('have the same keys in both languages, but for the plural of millions', () => {
    expect([...english.keys()]).toEqual([...french.keys()].filter((key) => !key.endsWith('_many')));
    const counted = [...french.keys()].filter((key) => key.endsWith('_other'));
    for (const key of counted) {
      const stem = key.slice(0, -'_other'.length);
      expect({ key, forms: ['_one', '_many'].filter((form) => french.has(stem + form)) }).toEqual({
        key,
        forms: ['_one', '_many'],
      });
    }
  });

  it('name the same places in both languages', () => {
    const places = (text: string | undefined) => (text?.match(/\{\{\w+\}\}/gu) ?? []).toSorted();
    for (const [key, text] of english)
      expect({ key, places: places(text) }).toEqual({ key, places: places(french.get(key)) });
  });

  it('are not English in the French files: what is equal is known to be', () => {
    const equal = [...english].filter(
      ([key, text]) => /\p{L}{3}/u.test(text.replaceAll(/\{\{\w+\}\}/gu, '')) && french.get(key) === text,
    );
    expect(equal.filter(([, text]) => !SAME.has(text))).toEqual([]);
  });

  it('are all shown somewhere', () => {
    const unused = Object.entries(fr).flatMap(([part, words]) => {
      const own = sources.filter((text) =>
        new RegExp(`useWords\\([^)]*'${part}'|fr/${part}\\.js'`, 'u').test(text),
      );
      return [...flat(words).keys()]
        .map((key) => key.replace(/_(?:one|many|other)$/u, ''))
        .filter((key) => !sources.some((text) => saidIn(text, `${part}:${key}`)))
        .filter((key) => !own.some((text) => saidIn(text, key)))
        .map((key) => `${part}:${key}`);
    });
    expect([...new Set(unused)]).toEqual([]);
  });

  it('have curly apostrophes', () => {
    const straight = [...french, ...english].filter(([, text]) => /\p{L}'\p{L}/u.test(text));
    expect(straight).toEqual([]);
  });
});

describe('typo', () => {
  it('sets the spaces that do not break, and leaves what is set', () => {
    expect(typo('Pourquoi ? « Oui » : 90 % à 21 h 30')).toBe(
      'Pourquoi\u202f? «\u00a0Oui\u00a0»\u00a0: 90\u00a0% à 21\u00a0h\u00a030',
    );
    const set = typo("Quand ? : « l'été »");
    expect(typo(set)).toBe(set);
    expect(typo('http://example.org?a=b')).toBe('http://example.org?a=b');
  });
});

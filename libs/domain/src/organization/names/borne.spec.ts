import { date } from '../../testing/decider-specification.js';
import { changesOf, nameSpans, namesOn, type NameKnown } from './borne.js';

const named = (text: string, lang: string, use: string) => ({ text, lang, use });
const first = (text: string, lang = 'fr', use = 'OFFICIAL'): NameKnown => ({
  name: named(text, lang, use),
  by: 'FIRST',
  effective: null,
});
const alias = (text: string, lang = 'fr', use = 'OFFICIAL'): NameKnown => ({
  name: named(text, lang, use),
  by: 'ALIAS',
  effective: null,
});
const renamed = (
  edtf: Parameters<typeof date>[0],
  text: string,
  lang = 'fr',
  use = 'OFFICIAL',
): NameKnown => ({
  name: named(text, lang, use),
  by: 'RENAMING',
  effective: date(edtf),
});

/** The names borne on a day; a question mark after one that is POSSIBLE. */
const borneOn = (names: readonly NameKnown[], day: string) =>
  namesOn(nameSpans(names), day).map(
    ({ name, certainty }) => `${name.text}${certainty === 'POSSIBLE' ? '?' : ''}`,
  );

describe('a name in time', () => {
  it('is borne on every day when nothing ends it', () => {
    expect(borneOn([first('Alpha')], '0001-01-01')).toEqual(['Alpha']);
    expect(borneOn([first('Alpha')], '9999-12-31')).toEqual(['Alpha']);
  });

  it('is ended by a renaming, which is borne from its day', () => {
    const names = [first('Alpha'), renamed('2014-04-23', 'Bêta')];
    expect(borneOn(names, '2014-04-22')).toEqual(['Alpha']);
    expect(borneOn(names, '2014-04-23')).toEqual(['Bêta']);
  });

  it('is ended by the renaming that is next by its day, whatever was recorded first', () => {
    const names = [first('Alpha'), renamed('2020-01-01', 'Gamma'), renamed('2010-01-01', 'Bêta')];
    expect(borneOn(names, '2009-12-31')).toEqual(['Alpha']);
    expect(borneOn(names, '2019-12-31')).toEqual(['Bêta']);
    expect(borneOn(names, '2020-01-01')).toEqual(['Gamma']);
  });

  it('is ended in its primary language, whatever the region', () => {
    const names = [first('Alpha'), first('Alpha en', 'en-US'), renamed('2014-04-23', 'Bêta', 'FR-ca')];
    expect(borneOn(names, '2014-04-23')).toEqual(['Alpha en', 'Bêta']);
  });

  it('is ended in its use, whatever the use', () => {
    const names = [
      first('Alpha'),
      first('AA', 'fr', 'ACRONYM'),
      renamed('2014-04-23', 'BB', 'fr', 'ACRONYM'),
    ];
    expect(borneOn(names, '2014-04-22')).toEqual(['Alpha', 'AA']);
    expect(borneOn(names, '2014-04-23')).toEqual(['Alpha', 'BB']);
  });

  it('ends together with all first names of its use and language', () => {
    const names = [first('Alpha'), first('Alpha fictive'), renamed('2014-04-23', 'Bêta')];
    expect(borneOn(names, '2014-04-23')).toEqual(['Bêta']);
  });

  it('holds for ever when it is an alias', () => {
    const names = [first('Alpha'), alias('A'), renamed('2014-04-23', 'Bêta')];
    expect(borneOn(names, '2014-04-23')).toEqual(['A', 'Bêta']);
  });

  it('of two renamings on one day is the later recorded; the earlier is borne on no day and is kept', () => {
    const names = [
      first('Alpha fictive'),
      renamed('2014-04-23', 'Bêta fictve'),
      renamed('2014-04-23', 'Bêta fictive', 'fr-CA'),
    ];
    expect(borneOn(names, '2014-04-22')).toEqual(['Alpha fictive']);
    expect(borneOn(names, '2014-04-23')).toEqual(['Bêta fictive']);
    expect(nameSpans(names)[1]).toMatchObject({
      name: { text: 'Bêta fictve' },
      from: '2014-04-23',
      to: '2014-04-23',
    });
  });
});

describe('the certainty of a name', () => {
  const names = [
    first('Alpha'),
    renamed({ edtf: '2014', point: '2014-04-23' }, 'Bêta'),
    renamed('2020-06', 'Gamma'),
  ];

  it.each([
    ['2013-12-31', 'Alpha'],
    ['2014-01-01', 'Alpha?'],
    ['2014-04-22', 'Alpha?'],
    ['2014-04-23', 'Bêta?'],
    ['2014-12-30', 'Bêta?'],
    ['2014-12-31', 'Bêta'],
    ['2020-05-31', 'Bêta'],
    ['2020-06-01', 'Bêta?'],
    ['2020-06-30', 'Gamma'],
  ])('on %s: %s', (day, name) => {
    expect(borneOn(names, day)).toEqual([name]);
  });

  it('is POSSIBLE all the way where a bound is open', () => {
    const before = [first('Alpha'), renamed('[..2014-04-23]', 'Bêta')];
    expect(borneOn(before, '1900-01-01')).toEqual(['Alpha?']);
    expect(borneOn(before, '2014-04-23')).toEqual(['Bêta']);
    const after = [first('Alpha'), renamed('[2014-04-23..]', 'Bêta')];
    expect(borneOn(after, '2014-04-22')).toEqual(['Alpha']);
    expect(borneOn(after, '2099-01-01')).toEqual(['Bêta?']);
  });

  it('changes on the days at which a row is cut, and on no other', () => {
    const [, beta] = nameSpans(names);
    expect(beta && changesOf(beta)).toEqual(['2014-04-23', '2014-12-31', '2020-06-01', '2020-06-30']);
    expect(nameSpans([first('Alpha'), alias('A')]).flatMap(changesOf)).toEqual([]);
    expect(nameSpans([renamed('[..2014-04-23]', 'Bêta')]).flatMap(changesOf)).toEqual(['2014-04-23']);
  });
});

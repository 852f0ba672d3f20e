import type { CommandInputs } from '../../catalogue.js';
import { EVIDENCE, FUTURE, UNPROVEN, command, fact, given } from '../../testing/decider-specification.js';
import { registered } from '../testing/programme-facts.js';

const text = [{ text: 'exporter', lang: 'fr' }];
const adopted = fact('AnnualProgrammeAdopted', '2009-01-10', {
  programmeId: 'accord',
  year: '2009',
  priorities: text,
});
const filed = fact('AnnualReviewFiled', '2010-01-10', { programmeId: 'accord', year: '2009', results: text });

describe('adoptAnnualProgramme', () => {
  const INPUT: CommandInputs['adoptAnnualProgramme'] = {
    programmeId: 'accord',
    year: '2009',
    priorities: text,
    occurredOn: { edtf: '2009-01-10' },
    evidence: EVIDENCE,
  };
  const adopt = (more: Partial<CommandInputs['adoptAnnualProgramme']> = {}) =>
    command('adoptAnnualProgramme', { ...INPUT, ...more });

  it('records the priorities of a year, of the programme or of a committee', () => {
    given(registered, filed)
      .when(adopt())
      .thenRecords({
        type: 'AnnualProgrammeAdopted',
        data: { programmeId: 'accord', year: '2009', priorities: text },
      });
    const more = { committeeId: 'meuble', resolutionId: 'r-1', year: '2009-2010' };
    given(registered, adopted)
      .when(adopt(more))
      .thenRecords({
        type: 'AnnualProgrammeAdopted',
        data: { programmeId: 'accord', priorities: text, ...more },
      });
  });

  it('takes one for each year and committee', () => {
    given(registered, adopted)
      .when(adopt())
      .thenRefused('ANNUAL_ALREADY_FILED', {
        field: 'year',
        details: { year: '2009' },
      });
    given(registered, adopted)
      .when(adopt({ committeeId: 'meuble' }))
      .thenAdvises();
    given(registered, adopted)
      .when(adopt({ year: '2010' }))
      .thenAdvises();
  });

  it.each(['9', '2009-2011', '2009-2008', '2009-10', 'avril 2009', '20091'])(
    'refuses the year %s',
    (year) => {
      given(registered)
        .when(adopt({ year }))
        .thenRefused('PERIOD_INVALID', { field: 'year', details: { problem: 'NOT_A_YEAR', year } });
    },
  );

  it('refuses in the order shape, existence, identity, dates and year, evidence', () => {
    given().refusesInOrder(
      'adoptAnnualProgramme',
      {
        ...INPUT,
        priorities: [],
        committeeId: 'meuble',
        resolutionId: 'r-1',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['committee meuble', 'resolution r-1', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'priorities', { input: { priorities: text } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { facts: [registered, adopted] }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { exists: 'committee meuble' }],
        [
          'RESOLUTION_NOT_FOUND',
          'resolutionId',
          { exists: 'resolution r-1', input: { committeeId: undefined } },
        ],
        ['ANNUAL_ALREADY_FILED', 'year', { input: { year: 'MMIX' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['PERIOD_INVALID', 'year', { input: { year: '2010' } }],
        ...UNPROVEN,
      ],
    );
  });
});

describe('fileAnnualReview', () => {
  const INPUT: CommandInputs['fileAnnualReview'] = {
    programmeId: 'accord',
    year: '2009',
    results: text,
    occurredOn: { edtf: '2010-01-10' },
    evidence: EVIDENCE,
  };
  const file = (more: Partial<CommandInputs['fileAnnualReview']> = {}) =>
    command('fileAnnualReview', { ...INPUT, ...more });

  it('records the results of a year', () => {
    given(registered, adopted)
      .when(file({ docHash: 'ab'.repeat(32) }))
      .thenRecords({
        type: 'AnnualReviewFiled',
        data: { programmeId: 'accord', year: '2009', results: text, docHash: 'ab'.repeat(32) },
      });
  });

  it('warns where no programme of that year and committee is recorded', () => {
    const missing = { rule: 'ANNUAL_PROGRAMME_MISSING', field: null, details: { year: '2009' } } as const;
    given(registered).when(file()).thenWarns(missing);
    given(registered, adopted)
      .when(file({ committeeId: 'meuble' }))
      .thenWarns(missing);
  });

  it('refuses in the order shape, existence, identity, dates and year, evidence', () => {
    given().refusesInOrder(
      'fileAnnualReview',
      { ...INPUT, docHash: 'x', committeeId: 'meuble', occurredOn: FUTURE, evidence: [] },
      { missing: ['committee meuble', 'source s0'] },
      [
        ['VALIDATION_FAILED', 'docHash', { input: { docHash: undefined } }],
        ['PROGRAMME_NOT_FOUND', 'programmeId', { facts: [registered, filed] }],
        [
          'COMMITTEE_NOT_FOUND',
          'committeeId',
          { exists: 'committee meuble', input: { committeeId: undefined } },
        ],
        ['ANNUAL_ALREADY_FILED', 'year', { input: { year: 'MMIX' } }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ['PERIOD_INVALID', 'year', { input: { year: '2010' } }],
        ...UNPROVEN,
      ],
    );
  });
});

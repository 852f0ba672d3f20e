import { dissolved, established } from '../../committee/testing/committee-facts.js';
import type { CommandInputs } from '../../catalogue.js';
import {
  EVIDENCE,
  FUTURE,
  NEW_ID,
  UNPROVEN,
  command,
  given,
  holding,
} from '../../testing/decider-specification.js';
import { proposed } from '../testing/resolution-facts.js';

describe('proposeResolution', () => {
  const title = [{ text: 'Appui au projet', lang: 'fr' }];
  const INPUT: CommandInputs['proposeResolution'] = {
    committeeId: 'meuble',
    title,
    occurredOn: { edtf: '2010-03-01' },
    evidence: EVIDENCE,
  };
  const propose = (more: Partial<CommandInputs['proposeResolution']> = {}) =>
    command('proposeResolution', { ...INPUT, ...more });

  it('records a resolution, its wording apart', () => {
    const wording = [{ text: 'Il est résolu', lang: 'fr' }];
    const more = { matterKind: 'project', matterId: 'four', docHash: 'ab'.repeat(32) } as const;
    given()
      .when(propose({ ...more, wording }))
      .thenRecords({
        type: 'ResolutionProposed',
        data: { resolutionId: NEW_ID, committeeId: 'meuble', title, ...more },
        confidential: [{ pointer: '/data/wording', value: wording }],
      });
    given()
      .when(propose({ resolutionId: 'r-1', wording: [{ text: ' ', lang: 'fr' }] }))
      .thenRefused('VALIDATION_FAILED', { field: 'wording.0.text' });
  });

  it('wants the kind of its matter with the matter, and the other way round', () => {
    given()
      .when(propose({ matterId: 'four' }))
      .thenRefused('VALIDATION_FAILED', {
        field: 'matterKind',
        details: { problem: 'MEMBER_NEEDED', member: 'matterKind' },
      });
    given()
      .when(propose({ matterKind: 'project' }))
      .thenRefused('VALIDATION_FAILED', { field: 'matterId' });
  });

  it('is not put before a committee that was dissolved by then', () => {
    const eventsOf = holding({ 'committee-meuble': [established, dissolved] });
    given()
      .when(propose({ occurredOn: { edtf: '2015-06-30' } }), { eventsOf })
      .thenRefused('COMMITTEE_DISSOLVED', {
        field: 'committeeId',
        details: { committeeId: 'meuble', dissolved: '2015-06-30' },
      });
    given()
      .when(propose({ occurredOn: { edtf: '2015-06-29' } }), { eventsOf })
      .thenAdvises();
  });

  it('refuses in the order shape, existence, identity, dates, evidence', () => {
    given(proposed).refusesInOrder(
      'proposeResolution',
      {
        ...INPUT,
        resolutionId: 'r-1',
        title: [],
        matterKind: 'agreement',
        matterId: 'mou',
        occurredOn: FUTURE,
        evidence: [],
      },
      { missing: ['committee meuble', 'agreement mou', 'source s0'] },
      [
        ['TITLE_REQUIRED', 'title', { input: { title } }],
        ['COMMITTEE_NOT_FOUND', 'committeeId', { exists: 'committee meuble' }],
        ['AGREEMENT_NOT_FOUND', 'matterId', { exists: 'agreement mou' }],
        ['RESOLUTION_ALREADY_EXISTS', 'resolutionId', { facts: [] }],
        ['DATE_IN_FUTURE', 'occurredOn', { input: { occurredOn: INPUT.occurredOn } }],
        ...UNPROVEN,
      ],
    );
  });
});

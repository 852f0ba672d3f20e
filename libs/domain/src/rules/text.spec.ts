import { command, EVIDENCE, given } from '../testing/decider-specification.js';
import type { Command, CommandInputs, CommandName } from '../catalogue.js';
import type { RefusalCode } from './codes.js';
import { isBlank } from './text.js';

describe('a text', () => {
  it.each([
    ['nothing', ''],
    ['a space', ' '],
    ['spaces of all kinds', ' \u00a0\u2003\u3000\u202f'],
    ['ends of lines and tabs', '\r\n\t\u2028'],
    ['a space of no width', '\u200b'],
    ['joiners and marks of direction', '\u200c\u200d\u2060\u200e\u202e\ufeff'],
    ['controls', '\u0001\u001f\u0085'],
    ['a soft hyphen', '\u00ad'],
    ['fillers of Hangul', '\u115f\u3164\uffa0'],
    ['selectors of variants', '\ufe0f\u{e0100}'],
    ['a braille cell without a dot', '\u2800'],
  ])('of %s has nothing visible', (_what, text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['a', ' é ', '\u200bà', '0', '—', '日', '👩‍🔬', '.'])('that says %j is one', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});

const SHA = '0'.repeat(64);
const TEXT = { text: 'x', lang: 'fr' };
const BLANK = { text: '\u200b ', lang: 'fr' };
const ON = { edtf: '2025-01-28' };
const asked = <N extends CommandName>(name: N, input: object): Command =>
  command(name, { evidence: EVIDENCE, occurredOn: ON, ...input } as unknown as CommandInputs[N]);
const agreement = { kind: 'MOU', title: [TEXT] };
const organization = { names: [TEXT] };
const meeting = { attendance: [] };

describe('a text with nothing visible in it', () => {
  it.each<[CommandName, object, string, RefusalCode?]>([
    ['registerAgreement', { ...agreement, title: [TEXT, BLANK] }, 'title.1.text', 'TITLE_REQUIRED'],
    ['registerAgreement', { ...agreement, kind: ' ' }, 'kind'],
    ['registerAgreement', { ...agreement, objectives: [{ texts: [BLANK] }] }, 'objectives.0.texts.0.text'],
    ['registerAgreement', { ...agreement, objectives: [{ code: ' ', texts: [] }] }, 'objectives.0.code'],
    ['registerAgreement', { ...agreement, sectors: [BLANK] }, 'sectors.0.text'],
    ['designateLead', { agreementId: 'mou', organizationIds: ['a'], role: ' ' }, 'role'],
    ['declareIntent', { agreementId: 'mou', organizationId: 'a', horizon: [BLANK] }, 'horizon.0.text'],
    ['withdrawIntent', { agreementId: 'mou', organizationId: 'a', reason: ' ' }, 'reason'],
    ['recordSignature', { agreementId: 'mou', organizationId: 'a', capacity: ' ' }, 'capacity'],
    [
      'recordSignature',
      { agreementId: 'mou', organizationId: 'a', nameAsSigned: BLANK },
      'nameAsSigned.text',
    ],
    ['recordAccession', { agreementId: 'mou', organizationId: 'a', instrument: ' ' }, 'instrument'],
    ['setTerm', { agreementId: 'mou', duration: 'P5Y', renewal: ' ' }, 'renewal'],
    ['registerOrganization', { names: [TEXT, BLANK] }, 'names.1.text', 'NAME_REQUIRED'],
    ['registerOrganization', { names: [{ ...TEXT, use: ' ' }] }, 'names.0.use'],
    ['registerOrganization', { ...organization, kind: ' ' }, 'kind'],
    ['registerOrganization', { ...organization, jurisdiction: ' ' }, 'jurisdiction'],
    [
      'registerOrganization',
      { ...organization, identifiers: [{ scheme: ' ', value: '1' }] },
      'identifiers.0.scheme',
    ],
    [
      'addOrganizationIdentifier',
      { organizationId: 'a', identifier: { scheme: 'NEQ', value: ' ' } },
      'identifier.value',
    ],
    ['addOrganizationAlias', { organizationId: 'a', alias: BLANK }, 'alias.text', 'NAME_REQUIRED'],
    ['renameOrganization', { organizationId: 'a', name: BLANK }, 'name.text', 'NAME_REQUIRED'],
    ['observeDesignation', { organizationId: 'a', designation: BLANK }, 'designation.text'],
    ['observeDesignation', { organizationId: 'a', designation: TEXT, grantedBy: BLANK }, 'grantedBy.text'],
    ['registerPerson', { displayName: '\u200b' }, 'displayName', 'NAME_REQUIRED'],
    ['observeRole', { personId: 'p', current: true, title: BLANK }, 'title.text'],
    ['recordMeeting', { ...meeting, title: [BLANK] }, 'title.0.text'],
    ['recordMeeting', { ...meeting, place: ' ' }, 'place'],
    ['recordMeeting', { attendance: [{ organizationId: 'a', capacity: ' ' }] }, 'attendance.0.capacity'],
    ['scheduleMeeting', { scheduledFor: ON, place: ' ' }, 'place'],
    ['cancelMeeting', { meetingId: 'm', reason: ' ' }, 'reason'],
    ['identifyActionTrack', { meetingId: 'm', code: ' ', text: [TEXT] }, 'code'],
    ['identifyActionTrack', { meetingId: 'm', code: 'A', text: [BLANK] }, 'text.0.text'],
    ['depositMinutes', { meetingId: 'm', docHash: SHA, lang: 'fr', text: ' ' }, 'text'],
    ['depositSource', { kind: ' ', sha256: SHA }, 'kind'],
    ['depositSource', { kind: 'ARTICLE', sha256: SHA, issuer: ' ' }, 'issuer'],
    ['recordMission', { destination: ' ' }, 'destination'],
    ['recordMission', { destination: 'X', purpose: [BLANK] }, 'purpose.0.text'],
    ['recordMission', { destination: 'X', participants: { scope: ' ' } }, 'participants.scope'],
    [
      'recordSignature',
      { agreementId: 'mou', organizationId: 'a', overrides: [{ rule: ' ', reason: 'x' }] },
      'overrides.0.rule',
    ],
    [
      'recordSignature',
      {
        agreementId: 'mou',
        organizationId: 'a',
        overrides: [{ rule: 'AGREEMENT_NOT_OPEN', reason: '\u200b' }],
      },
      'overrides.0.reason',
      'REASON_REQUIRED',
    ],
  ])('is refused by %s: %j', (name, input, field, code = 'VALIDATION_FAILED') => {
    given()
      .when(asked(name, input))
      .thenRefused(code, {
        field,
        ...(code === 'VALIDATION_FAILED' && { details: { problem: 'TEXT_BLANK' } }),
      });
  });
});

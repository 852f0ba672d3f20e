import { referencesOf, streamOf, type Command } from './catalogue.js';
import { command } from './testing/decider-specification.js';

const evidence = [{ sourceId: 's0' }];

describe('the stream that a command writes', () => {
  it.each<[Command, string]>([
    [command('expireAgreement', { agreementId: 'mou' }), 'agreement-mou'],
    [command('registerOrganization', { organizationId: 'cmc', names: [] }), 'organization-cmc'],
    [command('registerOrganization', { names: [] }), 'organization-new'],
    [command('registerAgreement', { kind: 'MOU', title: [] }), 'agreement-new'],
    [command('registerPerson', { displayName: 'x' }), 'person-new'],
    [command('observeRole', { personId: 'p-1', current: true }), 'person-p-1'],
    [command('recordMeeting', { attendance: [] }), 'meeting-new'],
    [command('cancelMeeting', { meetingId: 'm-1' }), 'meeting-m-1'],
    [command('depositSource', { sourceId: 's0', kind: 'x', sha256: '' }), 'source-s0'],
    [command('recordMission', { destination: 'FR' }), 'mission-new'],
    [command('openLedger', { ledgerId: 'l', timeZone: 'UTC', demonstration: false }), 'ledger'],
  ])('of %j is %s', (given, stream) => {
    expect(streamOf(given, () => 'new')).toBe(stream);
  });
});

describe('what a command refers to', () => {
  it('is what its members name, then the sources of its evidence', () => {
    const given = command('recordMeeting', {
      agreementId: 'mou',
      hostOrganizationId: 'udes',
      attendance: [{ organizationId: 'cmc' }],
      guests: [{ personId: 'p-1' }],
      evidence,
    });
    expect(referencesOf(given)).toEqual([
      { kind: 'agreement', id: 'mou', field: 'agreementId' },
      { kind: 'organization', id: 'udes', field: 'hostOrganizationId' },
      { kind: 'organization', id: 'cmc', field: 'attendance.0.organizationId' },
      { kind: 'person', id: 'p-1', field: 'guests.0.personId' },
      { kind: 'source', id: 's0', field: 'evidence.0.sourceId' },
    ]);
  });

  it('is the evidence alone where it names nothing else', () => {
    for (const given of [
      command('depositSource', { kind: 'x', sha256: '', evidence }),
      command('registerPerson', { displayName: 'x', evidence }),
      command('expireAgreement', { agreementId: 'mou', evidence }),
    ])
      expect(referencesOf(given)).toEqual([{ kind: 'source', id: 's0', field: 'evidence.0.sourceId' }]);
  });
});

import { TODAY, command, date, fact, given } from '../../testing/decider-specification.js';
import { erased, registered, requested } from '../testing/person-facts.js';

const data = {
  personId: 'p-1',
  mail: '6f1c2a54-4c1e-5a3e-9d0b-0c8a5f3f2b11',
  day: '2025-02-03',
  reminders: 2,
  acts: 1,
} as const;
const issue = command('issueNotification', data);

describe('issueNotification', () => {
  it('records once that a person was written to, today', () => {
    given(registered)
      .when(issue)
      .thenRecords({ type: 'NotificationIssued', data, occurred: date({ edtf: TODAY, basis: 'SYSTEM' }) });
    given(registered, fact('NotificationIssued', '2025-02-03', data))
      .when(issue)
      .thenRecords();
  });

  it('refuses somebody who is unknown, or was erased', () => {
    given().when(issue).thenRefused('PERSON_NOT_FOUND');
    given(registered, requested, erased).when(issue).thenRefused('ALREADY_ERASED');
  });
});

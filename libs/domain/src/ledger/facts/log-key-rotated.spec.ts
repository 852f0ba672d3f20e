import { TODAY, command, date, fact, given } from '../../testing/decider-specification.js';
import { opened } from '../testing/ledger-facts.js';

const keys = { previousKey: 'entente/l-1+00000001+AQ==', nextKey: 'entente/l-1+00000002+AQ==' };
const rotate = command('rotateLogKey', keys);

describe('rotateLogKey', () => {
  it('records once that another key signs, of today by the ledger’s own clock', () => {
    given(opened)
      .when(rotate)
      .thenRecords({ type: 'LogKeyRotated', data: keys, occurred: date({ edtf: TODAY, basis: 'SYSTEM' }) });
    given(opened, fact('LogKeyRotated', '2026-11-22', keys))
      .when(rotate)
      .thenRecords();
  });

  it('records the next one after it', () => {
    const earlier = fact('LogKeyRotated', '2026-11-22', { ...keys, nextKey: keys.previousKey });
    given(opened, earlier).when(rotate).thenRecords({ type: 'LogKeyRotated', data: keys });
  });

  it('refuses a ledger that is not open', () => {
    given()
      .when(rotate)
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NOT_OPENED' } });
  });
});

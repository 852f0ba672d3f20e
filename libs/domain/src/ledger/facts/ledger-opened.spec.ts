import { command, TODAY, date, given } from '../../testing/decider-specification.js';
import { data, opened } from '../testing/ledger-facts.js';

const open = command('openLedger', data);

describe('openLedger', () => {
  it('is the first event of the ledger, of today by its own clock', () => {
    given()
      .when(open)
      .thenRecords({ type: 'LedgerOpened', data, occurred: date({ edtf: TODAY, basis: 'SYSTEM' }) });
  });

  it('records nothing when the ledger is open already', () => {
    given(opened).when(open).thenRecords();
  });
});

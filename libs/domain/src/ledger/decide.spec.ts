import { TODAY, command, date, fact, given } from '../testing/decider-specification.js';

const data = { ledgerId: 'l-1', timeZone: 'America/Toronto', demonstration: true };
const open = command('openLedger', data);
const complete = command('completeDemonstration', { scenarioId: 'seed' });
const opened = fact('LedgerOpened', '2025-01-28', data);

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

describe('completeDemonstration', () => {
  it('records once that the demonstration is loaded', () => {
    given(opened)
      .when(complete)
      .thenRecords({ type: 'DemonstrationLoaded', data: { scenarioId: 'seed' } });
    given(opened, fact('DemonstrationLoaded', '2026-11-22', { scenarioId: 'seed' }))
      .when(complete)
      .thenRecords();
  });

  it('refuses a ledger that is not open, or not for a demonstration', () => {
    given()
      .when(complete)
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NOT_OPENED' } });
    given(fact('LedgerOpened', '2025-01-28', { ...data, demonstration: false }))
      .when(complete)
      .thenRefused('INVALID_TRANSITION', { details: { status: 'NOT_A_DEMONSTRATION' } });
  });
});

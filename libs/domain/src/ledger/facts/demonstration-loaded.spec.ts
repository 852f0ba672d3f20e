import { command, fact, given } from '../../testing/decider-specification.js';
import { data, opened } from '../testing/ledger-facts.js';

const complete = command('completeDemonstration', { scenarioId: 'seed' });

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

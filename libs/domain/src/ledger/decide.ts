import { accept, refuse, type Decision, type DecisionContext, type Reference } from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import { systemDay } from '../time/uncertain-date.js';
import type { LedgerCommand } from './commands.js';
import type { LedgerDraft, LedgerStreamEvent } from './events.js';

/** What a command on the ledger itself refers to elsewhere: nothing. */
export function ledgerReferences(_command: LedgerCommand): readonly Reference[] {
  return [];
}

/** Decides the ledger's own commands. They come from the system, happen today, and need no evidence; done twice is done. */
export function decideLedger(
  events: readonly LedgerStreamEvent[],
  command: LedgerCommand,
  context: DecisionContext,
): Decision<LedgerDraft> {
  const today = systemDay(context.today);
  const dates = { occurred: today, effective: today, confidential: [] };
  const opened = events.find((event) => event.type === 'LedgerOpened');
  switch (command.name) {
    case 'openLedger': {
      if (opened) return accept([]);
      const { ledgerId, timeZone, demonstration } = command.input;
      return accept([draftEvent('LedgerOpened', dates, { ledgerId, timeZone, demonstration })]);
    }
    case 'completeDemonstration': {
      if (!opened?.data.demonstration)
        return refuse('INVALID_TRANSITION', null, { status: opened ? 'NOT_A_DEMONSTRATION' : 'NOT_OPENED' });
      if (events.some((event) => event.type === 'DemonstrationLoaded')) return accept([]);
      return accept([draftEvent('DemonstrationLoaded', dates, { scenarioId: command.input.scenarioId })]);
    }
    default:
      return command satisfies never;
  }
}

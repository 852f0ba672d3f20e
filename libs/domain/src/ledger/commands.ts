import type { CommandInput } from '../rules/decision.js';

/** The input of each command on the ledger itself. Only the system issues them; no mutation does. */
export interface LedgerCommandInputs {
  readonly openLedger: CommandInput & {
    readonly ledgerId: string;
    readonly timeZone: string;
    readonly demonstration: boolean;
  };
  readonly completeDemonstration: CommandInput & { readonly scenarioId: string };
}

/** A command on the ledger itself: its name and its input. */
export type LedgerCommand = {
  [N in keyof LedgerCommandInputs]: { readonly name: N; readonly input: LedgerCommandInputs[N] };
}[keyof LedgerCommandInputs];

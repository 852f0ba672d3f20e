import type { CommandInput, Text } from '../rules/decision.js';

/** The input of each command on a person, by the name of its mutation. Ids are folded to lower case before. */
export interface PersonCommandInputs {
  readonly registerPerson: CommandInput & {
    /** Only the loader of the demonstration gives one; otherwise the ledger makes it. */
    readonly personId?: string;
    readonly displayName: string;
  };
  readonly observeRole: CommandInput & {
    readonly personId: string;
    readonly organizationId?: string;
    readonly title?: Text;
    readonly current: boolean;
  };
}

/** A command on a person: the mutation's name and its input. */
export type PersonCommand = {
  [N in keyof PersonCommandInputs]: { readonly name: N; readonly input: PersonCommandInputs[N] };
}[keyof PersonCommandInputs];

import type { CommandInput } from '../rules/decision.js';
import type { Day } from '../time/day.js';

/** The input of each command on a source, by the name of its mutation. Ids are folded to lower case before. */
export interface SourceCommandInputs {
  readonly depositSource: CommandInput & {
    readonly sourceId?: string;
    readonly kind: string;
    readonly issuer?: string;
    readonly publishedOn?: Day;
    readonly lang?: string;
    readonly sha256: string;
    readonly file?: string;
  };
}

/** A command on a source: the mutation's name and its input. */
export type SourceCommand = {
  [N in keyof SourceCommandInputs]: { readonly name: N; readonly input: SourceCommandInputs[N] };
}[keyof SourceCommandInputs];

import type { FittedLine } from './bounds.js';
import type { ContentLine } from './content.js';
import type { IntentLine } from './intents.js';
import type { LeadLine } from './leads.js';
import type { LineEventOf } from './line-event.js';
import type { Participation } from './parties.js';
import type { PassedOver, PassedOverBeside } from './passed-over.js';
import type { Step } from './status-on.js';
import type { SuspensionLine } from './suspensions.js';
import type { Term } from './terms.js';

/** An agreement through time, as its facts have it. */
export interface AgreementLine {
  /** Null before it is registered: then everything else is empty. */
  readonly registration: LineEventOf<'AgreementRegistered'> | null;
  readonly bindingOn: 'SIGNATURE' | 'RATIFICATION';
  /** What it says of itself, oldest first. */
  readonly contents: readonly ContentLine[];
  readonly steps: readonly Step[];
  /** In no order. */
  readonly participations: readonly Participation[];
  readonly intents: readonly IntentLine[];
  readonly terms: readonly Term[];
  readonly leads: readonly LeadLine[];
  /** Those of the whole agreement first, then those of some parties. */
  readonly suspensions: readonly SuspensionLine[];
  /** The opening that counts: whoever may sign, and until when. */
  readonly opening: LineEventOf<'AgreementOpenedForSignature'> | null;
  readonly passedOver: readonly PassedOver[];
  /** Of facts that are no acts of the order. */
  readonly passedOverBeside: readonly PassedOverBeside[];
  /** How many acts were tried in how many places, and whether that was given up: then the order by key was taken. */
  readonly tries: number;
  readonly gaveUp: boolean;
}

/** A line, and the fitted acts that it was read from. */
export interface Folded {
  readonly line: AgreementLine;
  readonly fitted: FittedLine;
}

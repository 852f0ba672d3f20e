import { ofType, textIn, type LoggedEvent } from '../facts.js';
import { actsOf, type Act } from './acts.js';
import { countedOf } from './counted.js';
import { endAfter, NO_END } from './ends.js';
import { fittedOf, type Fitted } from './fitted.js';
import { membershipOf } from './membership.js';
import { TooManyOrders } from './order.js';
import { stepsOf, type Step } from './steps.js';
import { stretchesOf, type Stretch } from './stretches.js';

/** The line of an agreement: which of its acts count, between which days each lies, and what status follows. */
export interface Line {
  readonly registration: LoggedEvent;
  readonly bindingOn: string;
  readonly firstTerm: LoggedEvent | null;
  readonly stretches: readonly Stretch[];
  readonly fitted: Fitted;
  readonly steps: readonly Step[];
  readonly passedOver: readonly Act[];
  /** Joinings of an organisation that is a party already, as its own joinings and leavings tell. */
  readonly repeated: readonly Act[];
}

/** Why a line is not replayed. */
export interface NoLine {
  readonly because: string;
}

/** How many places are looked at for one agreement. */
const MOST_PLACES = 5_000_000;

/** The line of an agreement; null where it is not registered. */
export function lineOf(facts: readonly LoggedEvent[]): Line | NoLine | null {
  const [registration] = ofType(facts, 'AgreementRegistered');
  if (!registration) return null;
  const bindingOn = textIn(registration, 'bindingOn') ?? 'SIGNATURE';
  const { firstTerm, acts: all } = actsOf(facts);
  const { acts, repeated } = membershipOf(facts, all);
  const firstEnd = firstTerm ? endAfter(firstTerm, NO_END) : NO_END;
  try {
    const { order, passedOver } = countedOf(acts, { bindingOn, firstEnd, budget: { places: MOST_PLACES } });
    const stretches = stretchesOf(order, { end: firstEnd, setBy: firstTerm });
    const fitted = fittedOf(stretches, bindingOn);
    const steps = stepsOf(stretches, fitted, firstTerm);
    return { registration, bindingOn, firstTerm, stretches, fitted, steps, passedOver, repeated };
  } catch (error) {
    if (!(error instanceof TooManyOrders)) throw error;
    return { because: 'its acts can follow each other in more orders than are tried' };
  }
}

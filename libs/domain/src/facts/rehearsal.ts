import { inEffect } from '../correction/in-effect.js';
import type { Acceptance, Decision, DecisionContext, Refusal } from '../rules/decision.js';
import type { Fact, InputOf } from './fact.js';
import {
  accepted,
  against,
  missing,
  readAsked,
  stagesToRehearse,
  type Asked,
  type Decider,
  type Known,
} from './judge.js';

/** All that stands against a command, as a rehearsal tells it. */
export interface Rehearsal {
  /** Every refusal that can be known at once, in the order in which they would be answered. */
  readonly refusals: readonly Refusal[];
  /** What would be recorded if no policy stood against it, with its warnings; null where another refusal does. */
  readonly decision: Acceptance | null;
}

/**
 * Judges a command to the end by the rules of {@link judge}: behind a policy it goes on as if that were overridden, behind any
 * other refusal it asks the stages that can still be asked. A command is recorded when there is no refusal, and only then.
 */
export function rehearseOne<F extends Fact>(
  { fact, rules }: Decider<F>,
  known: Known,
  input: InputOf<F>,
  context: DecisionContext,
): Rehearsal {
  const stream = { ...known, events: inEffect(known.history) };
  const read = readAsked({ fact, rules }, stream, input, context, true);
  if (read.refused) return { refusals: [read.refused], decision: null };
  const { asked } = read;
  if (rules.decide) return decided(read, rules.decide);
  const stages = stagesToRehearse(asked, rules);
  const refusals = once(stages.flatMap((stage) => stage(asked, rules, read)));
  return { refusals, decision: refusals.every(isPolicy) ? accepted(asked, rules) : null };
}

/** What a decision of its own makes of a command: a notice, a correction. */
function decided<F extends Fact>(
  { asked, late }: { readonly asked: Asked<F>; readonly late: Refusal | null },
  decide: (asked: Asked<F>, late: Refusal | null) => Decision,
): Rehearsal {
  let decision: Acceptance | null = null;
  const absent = missing(asked);
  if (absent.length > 0) return { refusals: absent, decision };
  const refusals = against(asked, (one) => {
    const made = decide(one, late);
    if (made.refused) return made;
    decision = made;
    return null;
  });
  return { refusals, decision: refusals.every(isPolicy) ? decision : null };
}

function isPolicy({ strength }: Refusal): boolean {
  return strength === 'POLICY';
}

/** One act can meet one rule in two stages. */
function once(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter(
    ({ code, field }, index) =>
      !refusals.slice(0, index).some((before) => before.code === code && before.field === field),
  );
}

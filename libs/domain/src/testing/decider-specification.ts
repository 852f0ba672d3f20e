import {
  decide,
  rehearse,
  type Command,
  type CommandInputs,
  type CommandName,
  type DomainEvent,
  type EventData,
  type EventType,
} from '../catalogue.js';
import type { RefusalCode } from '../rules/codes.js';
import type {
  Advice,
  Confidential,
  Decision,
  DecisionContext,
  Json,
  Strength,
  SubjectDays,
} from '../rules/decision.js';
import { streamNamed } from '../streams.js';
import type { Day } from '../time/day.js';
import { resolveDate, type DateInput, type UncertainDate } from '../time/uncertain-date.js';

/** Today, in these specifications, unless another day is given. */
export const TODAY: Day = '2026-11-23';

/** The id that the ledger makes for what a command makes. */
export const NEW_ID = 'made-by-the-ledger';

/** Evidence that is there, for commands of which the evidence is not what matters. */
export const EVIDENCE = [{ sourceId: 's0' }];

/** A day that no act can have yet. */
export const FUTURE = { edtf: '2099-01-01' };

/** A date as the ledger holds it: EDTF, or an input whose basis is STATED by default. */
export function date(input: string | DateInput): UncertainDate {
  const given: DateInput = typeof input === 'string' ? { edtf: input } : input;
  const resolved = resolveDate({ basis: 'STATED', ...given });
  if (!resolved.ok) throw new Error(`${given.edtf}: ${resolved.problem.problem}`);
  return resolved.date;
}

/** What is around a command of which all that it refers to exists, and says nothing. */
export const CONTEXT: DecisionContext = {
  today: TODAY,
  latest: TODAY,
  zone: 'America/Toronto',
  newId: NEW_ID,
  eventIdAt: (index) => `recorded-${index}`,
  taken: [],
  circular: [],
  answers: {},
  eventsOf: () => [],
  revisionOf: () => null,
  subject: () => ({ foundedOn: null, publishedOn: null }),
};

/** An event that was recorded, but for its place in the stream. */
export type Fact = { [T in EventType]: Omit<Extract<DomainEvent, { type: T }>, 'id' | 'order'> }[EventType];

/** An event as it was recorded; it took effect when it happened, unless another day is given. */
export function fact<T extends EventType>(
  type: T,
  occurred: string | DateInput,
  data: EventData[T],
  effective: string | DateInput = occurred,
): Fact {
  return { type, occurred: date(occurred), effective: date(effective), data } as unknown as Fact;
}

/** Facts in the order in which they were recorded; the n-th has the id `event-n`, from 0. */
export function recorded(facts: readonly Fact[]): readonly DomainEvent[] {
  return facts.map((one, order) => ({ ...one, id: `event-${order}`, order }) as unknown as DomainEvent);
}

/** What other streams hold, by their names, as a decider reads them. */
export function holding(streams: {
  readonly [stream: string]: readonly Fact[];
}): DecisionContext['eventsOf'] {
  return (kind, id) => recorded(streams[streamNamed(kind, id)] ?? []);
}

/** A command by its name and input. */
export function command<N extends CommandName>(name: N, input: CommandInputs[N]): Command {
  return { name, input } as unknown as Command;
}

/** What a specification expects of an event; dates are compared where given, and nothing is confidential unless said. */
interface ExpectedEvent {
  readonly type: EventType;
  readonly data: object;
  readonly occurred?: UncertainDate;
  readonly effective?: UncertainDate;
  readonly confidential?: readonly Confidential[];
  readonly documents?: readonly string[];
}

/** The names that what is around a command has in a specification; all that it refers to exists unless said otherwise. */
interface Surroundings extends Partial<Omit<DecisionContext, 'subject'>> {
  /** What the first events of other streams say of days, as `kind id`. */
  readonly subjects?: { readonly [name: string]: Partial<SubjectDays> };
  /** What does not exist elsewhere, as `kind id`: `organization mit`. */
  readonly missing?: readonly string[];
}

/** What comes after a command was given. */
interface Outcome {
  /** The command is accepted without a warning and makes these events, in this order; none: it is so already. */
  thenRecords(...events: readonly ExpectedEvent[]): void;
  /** The command is accepted, makes one event or more, and comes with these warnings and no others. */
  thenAdvises(...rules: readonly RefusalCode[]): void;
  /** The command is accepted, makes one event or more, and comes with these warnings, whole, and no others. */
  thenWarns(...advice: readonly Advice[]): void;
  /** The command is accepted, makes no event, and comes with these warnings and no others. */
  thenOnlyAdvises(...rules: readonly RefusalCode[]): void;
  /** The command is accepted, and these rules, and no others, were overridden. */
  thenOverrides(...rules: readonly RefusalCode[]): void;
  /** The command is refused with this code; the strength is INVARIANT by default. */
  thenRefused(
    code: RefusalCode,
    more?: {
      readonly field?: string | null;
      readonly strength?: Strength;
      readonly details?: { readonly [key: string]: Json };
    },
  ): void;
}

/** What mends one fault of a command; what is not named stays as it was. */
interface Mend<N extends CommandName> {
  /** What the stream has recorded instead. */
  readonly facts?: readonly Fact[];
  /** Other members; undefined leaves one out. */
  readonly input?: { readonly [K in keyof CommandInputs[N]]?: CommandInputs[N][K] | undefined };
  /** What does exist elsewhere, as `kind id`. */
  readonly exists?: string;
  readonly around?: Pick<Surroundings, 'taken' | 'circular' | 'answers' | 'eventsOf'>;
}

/** A refusal that is expected, and what mends it. The strength is INVARIANT and the details are not compared by default. */
export type Step<N extends CommandName = CommandName> = readonly [
  code: RefusalCode,
  field: string | null,
  mend: Mend<N>,
  more?: { readonly strength?: Strength; readonly details?: { readonly [key: string]: Json } },
];

/** The last two refusals of a command that needs evidence: it cites nothing, then {@link EVIDENCE} that is not there. */
export const UNPROVEN: readonly Step[] = [
  ['EVIDENCE_REQUIRED', 'evidence', { input: { evidence: EVIDENCE } }],
  ['SOURCE_NOT_FOUND', 'evidence.0.sourceId', { exists: 'source s0' }],
];

/** Given what a stream has recorded, when a command comes, then events or a refusal. */
export function given(...facts: readonly Fact[]): {
  readonly when: (given: Command, surroundings?: Surroundings) => Outcome;
  /**
   * A command that is wrong in every way is refused for one fault after the other, in the order of the steps, each mended
   * before the next one is asked; once all are mended it is accepted.
   */
  readonly refusesInOrder: <N extends CommandName>(
    name: N,
    wrong: CommandInputs[NoInfer<N>],
    surroundings: Surroundings,
    steps: readonly Step<NoInfer<N>>[],
  ) => void;
} {
  return {
    when: (givenCommand, surroundings = {}) => outcomeOf(decided(facts, givenCommand, surroundings)),
    refusesInOrder(name, wrong, surroundings, steps) {
      let now = { facts, input: wrong, surroundings };
      const refusals = steps.map(([, , mend, more]) => {
        const decision = decided(now.facts, command(name, now.input), now.surroundings);
        now = mended(now, mend);
        return seenOf(decision, more);
      });
      expect(refusals).toEqual(
        steps.map(([code, field, , more]) => ({ code, field, strength: 'INVARIANT', ...more })),
      );
      const whole = decided(now.facts, command(name, now.input), now.surroundings);
      expect(seenOf(whole)).toBe('accepted');
    },
  };
}

function decided(facts: readonly Fact[], givenCommand: Command, surroundings: Surroundings): Decision {
  const { missing = [], subjects = {}, ...around } = surroundings;
  const context: DecisionContext = {
    ...CONTEXT,
    revisionOf: (kind, id) => (around.eventsOf?.(kind, id).length ?? 0) - 1,
    ...around,
    subject: (kind, id) =>
      missing.includes(`${kind} ${id}`)
        ? null
        : { foundedOn: null, publishedOn: null, ...subjects[`${kind} ${id}`] },
  };
  const decision = decide(recorded(facts), givenCommand, context);
  const { refusals, decision: rehearsed } = rehearse(recorded(facts), givenCommand, context);
  // Whatever a specification asks, a rehearsal says the same.
  if (decision.refused) expect(refusals[0]).toEqual(decision);
  else expect([refusals, rehearsed]).toEqual([[], decision]);
  return decision;
}

/** A command with what is around it. */
interface Situation<N extends CommandName> {
  readonly facts: readonly Fact[];
  readonly input: CommandInputs[N];
  readonly surroundings: Surroundings;
}

function mended<N extends CommandName>(
  { facts, input, surroundings }: Situation<N>,
  mend: Mend<N>,
): Situation<N> {
  const members = Object.entries({ ...input, ...mend.input }).filter(([, value]) => value !== undefined);
  return {
    facts: mend.facts ?? facts,
    input: Object.fromEntries(members) as unknown as CommandInputs[N],
    surroundings: {
      ...surroundings,
      ...mend.around,
      missing: (surroundings.missing ?? []).filter((one) => one !== mend.exists),
    },
  };
}

/** A refusal as a step expects it: with details where it names some. */
function seenOf(decision: Decision, more: Step[3] = {}): object | string {
  if (!decision.refused) return decision.events.length > 0 ? 'accepted' : 'accepted without an event';
  const { code, field, strength, details } = decision;
  return { code, field, strength, ...(more.details && { details }) };
}

function outcomeOf(decision: Decision): Outcome {
  const accepted = () => {
    if (decision.refused) throw new Error(`refused: ${decision.code} at ${decision.field}`);
    return decision;
  };
  return {
    thenRecords(...expected) {
      const { events, advice } = accepted();
      const seen = events.map(({ type, data, occurred, effective, confidential, documents }, index) => {
        const asked = expected[index];
        return {
          type,
          data,
          confidential,
          ...(documents && { documents }),
          ...(asked?.occurred && { occurred }),
          ...(asked?.effective && { effective }),
        };
      });
      expect(seen).toEqual(expected.map((event) => ({ confidential: [], ...event })));
      expect(advice).toEqual([]);
    },
    thenAdvises(...rules) {
      const { events, advice } = accepted();
      expect(events.length).toBeGreaterThan(0);
      expect(advice.map(({ rule }) => rule)).toEqual(rules);
    },
    thenWarns(...expected) {
      const { events, advice } = accepted();
      expect(events.length).toBeGreaterThan(0);
      expect(advice).toEqual(expected);
    },
    thenOnlyAdvises(...rules) {
      const { events, advice } = accepted();
      expect(events).toEqual([]);
      expect(advice.map(({ rule }) => rule)).toEqual(rules);
    },
    thenOverrides(...rules) {
      const { events, overridden } = accepted();
      expect(events.length).toBeGreaterThan(0);
      expect(overridden).toEqual(rules);
    },
    thenRefused(code, { field, strength = 'INVARIANT', details } = {}) {
      if (!decision.refused)
        throw new Error(`accepted, where ${code} was expected: ${JSON.stringify(decision.events)}`);
      expect({ code: decision.code, strength: decision.strength }).toEqual({ code, strength });
      if (field !== undefined) expect(decision.field).toBe(field);
      if (details !== undefined) expect(decision.details).toEqual(details);
    },
  };
}

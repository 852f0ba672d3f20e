import { refuse, type DecisionContext, type PastEvent } from '../rules/decision.js';
import { systemDay } from '../time/uncertain-date.js';
import { fact, type InputOf } from './fact.js';
import { claimsOfInput, decider, judge, referencesOfInput, streamOfInput, type Rules } from './judge.js';
import * as m from './member.js';

/** A fact that no ledger records: every kind of reference, and a date. */
const DECLARED = {
  type: 'BridgeBuilt',
  stream: 'mission',
  command: 'buildBridge',
  recorder: 'PROGRAMME',
  says: { fr: 'Consigne un pont.', en: 'Records a bridge.' },
  called: { fr: 'pont', en: 'bridge' },
  dates: { occurred: 'GIVEN', effective: true },
  place: 'FOLLOWS',
  revision: true,
  evidence: 'REQUIRED',
} as const;
const members = {
  missionId: m.id('mission', 'The mission.'),
  proofId: m.optional(m.id('source', 'The plan.')),
  builderId: m.optional(m.id('organization', 'Who built it.')),
  opensOn: m.optional(m.date('When it opens.')),
  identifier: m.optional(
    m.claimed(m.object('PlateInput', 'Its plate.', { scheme: m.word(''), value: m.word('') })('')),
  ),
};
const BridgeBuilt = fact({ ...DECLARED, members });
const BridgeBegun = fact({
  ...DECLARED,
  place: 'BEGINS',
  members: { ...members, missionId: m.made(members.missionId) },
});
const WithoutEvidence = fact({ ...DECLARED, evidence: 'OPTIONAL', members });
type Input = InputOf<typeof BridgeBuilt>;

const today = '2026-11-23';
const BEGUN: PastEvent = {
  id: 'event-0',
  type: 'MissionUndertaken',
  order: 0,
  occurred: systemDay('2025-01-01'),
  effective: systemDay('2025-01-01'),
  data: {},
};
const context = (missing: readonly string[] = []): DecisionContext => ({
  today,
  latest: today,
  zone: 'America/Toronto',
  eventIdAt: String,
  newId: 'made',
  taken: [],
  circular: [],
  answers: {},
  eventsOf: () => [],
  revisionOf: () => null,
  subject: (_kind, id) => (missing.includes(id) ? null : { foundedOn: null, publishedOn: null }),
});
const OCCURRED = { edtf: '2025-01-28' };
const INPUT: Input = {
  missionId: 'm-1',
  occurredOn: OCCURRED,
  evidence: [{ sourceId: 's0' }],
};

const knownOf = (history: readonly PastEvent[]) => ({ history, deciderOfType: () => null });

/** Judges a command, and says what came of it in one word. */
function codeOf(
  rules: Rules<typeof BridgeBuilt>,
  input: Input,
  events: readonly PastEvent[] = [BEGUN],
  missing: readonly string[] = [],
): string {
  const decision = judge(decider(BridgeBuilt, rules), knownOf(events), input, context(missing));
  return decision.refused ? `${decision.code} ${decision.field}` : 'accepted';
}

describe('the stages of a decision', () => {
  it('come in one order, whatever the order in which the rules are written', () => {
    const asked: string[] = [];
    const says = (stage: string) => () => {
      asked.push(stage);
      return null;
    };
    const rules: Rules<typeof BridgeBuilt> = {
      advice: () => (asked.push('advice'), []),
      term: says('term'),
      lifecycle: says('lifecycle'),
      identity: says('identity'),
      existence: says('existence'),
      shape: says('shape'),
    };
    expect(codeOf(rules, INPUT)).toBe('accepted');
    expect(asked).toEqual(['shape', 'existence', 'identity', 'lifecycle', 'term', 'advice']);
  });

  it('put what follows from the declaration before or after the rules of the same stage', () => {
    const fails = (field: string) => () => refuse('INVALID_TRANSITION', field);
    const wrong: Input = {
      ...INPUT,
      builderId: 'nobody',
      proofId: 'unseen',
      occurredOn: { edtf: '2099-01-01' },
      opensOn: { edtf: '2025' },
      evidence: [],
    };
    const missing = ['nobody', 'unseen', 's0'];
    const all = {
      shape: fails('shape'),
      existence: fails('existence'),
      identity: fails('identity'),
      lifecycle: fails('lifecycle'),
      term: fails('term'),
    };
    const { shape: _shape, ...existence } = all;
    const { existence: _existence, ...identity } = existence;
    const { identity: _identity, ...lifecycle } = identity;
    const { lifecycle: _lifecycle, ...term } = lifecycle;
    const dated = { ...wrong, occurredOn: OCCURRED };
    const opened = { ...dated, opensOn: { edtf: '2025-02-01' } };
    expect([
      codeOf(all, { ...wrong, opensOn: { edtf: 'x' } }, [], missing),
      codeOf(all, wrong, [], missing),
      codeOf(existence, wrong, [], missing),
      codeOf(existence, wrong, [BEGUN], missing),
      codeOf(existence, wrong, [BEGUN], missing.slice(1)),
      codeOf(identity, wrong, [BEGUN], missing.slice(1)),
      codeOf(lifecycle, wrong, [BEGUN], missing.slice(1)),
      codeOf(term, wrong, [BEGUN], missing.slice(1)),
      codeOf(term, dated, [BEGUN], missing.slice(1)),
      codeOf(term, opened, [BEGUN], missing.slice(1)),
      codeOf({}, opened, [BEGUN], missing.slice(1)),
    ]).toEqual([
      'VALIDATION_FAILED opensOn.edtf',
      'INVALID_TRANSITION shape',
      'MISSION_NOT_FOUND missionId',
      'ORGANIZATION_NOT_FOUND builderId',
      'INVALID_TRANSITION existence',
      'INVALID_TRANSITION identity',
      'INVALID_TRANSITION lifecycle',
      'DATE_IN_FUTURE occurredOn',
      'DATE_BASIS_REQUIRED opensOn.basis',
      'INVALID_TRANSITION term',
      'EVIDENCE_REQUIRED evidence',
    ]);
  });

  it('ask for the sources last: those of the evidence, then those that members name', () => {
    const cites = { ...INPUT, proofId: 'unseen' };
    expect(codeOf({}, cites, [BEGUN], ['s0', 'unseen'])).toBe('SOURCE_NOT_FOUND evidence.0.sourceId');
    expect(codeOf({}, cites, [BEGUN], ['unseen'])).toBe('SOURCE_NOT_FOUND proofId');
  });

  it('ask for no evidence where the declaration needs none; what is cited has to exist', () => {
    const judged = (input: Input, missing: readonly string[]) => {
      const decision = judge(decider(WithoutEvidence), knownOf([BEGUN]), input, context(missing));
      return decision.refused && decision.code;
    };
    const { evidence: _none, ...without } = INPUT;
    expect(judged(without, ['s0'])).toBe(false);
    expect(judged(INPUT, ['s0'])).toBe('SOURCE_NOT_FOUND');
  });

  it('refuse a first record where the stream has begun, and ask for no subject before it', () => {
    const judged = (events: readonly PastEvent[]) =>
      judge(decider(BridgeBegun), knownOf(events), INPUT, context());
    expect(judged([BEGUN])).toMatchObject({ code: 'MISSION_ALREADY_EXISTS', field: 'missionId' });
    expect(judged([])).toMatchObject({ refused: false });
  });

  it('give way after existence to a rule that decides alone', () => {
    const decide = () => refuse('TERM_NOT_SET');
    const rules = { decide, identity: () => refuse('INVALID_TRANSITION') };
    expect(codeOf(rules, INPUT, [])).toBe('MISSION_NOT_FOUND missionId');
    expect(codeOf(rules, INPUT)).toBe('TERM_NOT_SET null');
  });
});

describe('an accepted command', () => {
  it('makes the event that is declared, with what the ledger reckons', () => {
    const rules: Rules<typeof BridgeBuilt> = { complete: () => ({ builderId: 'reckoned' }) };
    expect(judge(decider(BridgeBuilt, rules), knownOf([BEGUN]), INPUT, context())).toMatchObject({
      refused: false,
      events: [{ type: 'BridgeBuilt', data: { missionId: 'm-1', builderId: 'reckoned' }, confidential: [] }],
    });
  });

  it('takes effect on the day that its rule says; the note of the day that was given is not kept then', () => {
    const given: Input = { ...INPUT, effectiveOn: { edtf: '2025-03-01', note: 'by-law' } };
    const other = systemDay('2025-02-01');
    const judged = (rules: Rules<typeof BridgeBuilt>) =>
      judge(decider(BridgeBuilt, rules), knownOf([BEGUN]), given, context());
    expect(judged({})).toMatchObject({
      events: [{ effective: { point: '2025-03-01' }, confidential: [{ pointer: '/effective/note' }] }],
    });
    expect(judged({ effective: () => other })).toMatchObject({
      events: [{ effective: other, confidential: [] }],
    });
  });
});

describe('what a declaration says of an input before it is judged', () => {
  const one = decider(BridgeBuilt, {
    reads: () => [{ kind: 'agreement', id: 'mou', field: 'x', whole: true }],
  });
  const input: Input = { ...INPUT, builderId: 'b-1', proofId: 's1', identifier: { scheme: 'P', value: '1' } };

  it('is what it refers to: its members but the subject, what its rules read, its evidence', () => {
    expect(referencesOfInput(one, input, knownOf([]), () => []).map(({ id }) => id)).toEqual([
      's1',
      'b-1',
      'mou',
      's0',
    ]);
  });

  it('is what it claims, and which stream it writes', () => {
    expect(claimsOfInput(one, input, knownOf([])).taken).toEqual([{ scheme: 'P', value: '1' }]);
    expect(claimsOfInput(one, INPUT, knownOf([])).taken).toEqual([]);
    expect(streamOfInput(one, input, () => 'made')).toBe('mission-m-1');
    const { missionId: _none, ...without } = INPUT;
    expect(streamOfInput(decider(BridgeBegun), without, () => 'made')).toBe('mission-made');
  });
});

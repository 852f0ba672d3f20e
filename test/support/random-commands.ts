/** Random commands, made from the declarations of the facts: whatever is declared is in them, with nothing named here. */
import { createHash } from 'node:crypto';
import {
  FACTS,
  POLICY_CODES,
  subjectMember,
  type Command,
  type Fact,
  type Json,
  type Member,
  type Members,
  type PastEvent,
  type StreamKind,
} from '@entente/domain';

/** Draws at random, the same for the same seed. */
export interface Dice {
  /** A whole number from 0, below `sides`. */
  roll(sides: number): number;
  /** One of some things. */
  one<T>(things: readonly T[]): T;
}

/** Dice by a seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const roll = (sides: number): number => Math.floor(next() * sides);
  return { roll, one: (things) => things[roll(things.length)] as (typeof things)[number] };
}

/** How many subjects of a kind a history is about. */
const SUBJECTS: { readonly [K in StreamKind]?: number } = { agreement: 2, organization: 3, person: 2 };

/** Days on which things happen, and some that are coarse, open or to come. */
const DATES = ['2019', '2020-03', '2021-01-15', '2021-02-01', '2021-02', '[..2021-03-01]', '2023-06-30'];
const DATES_TO_COME = ['2030-01-01', '2031'];
const DAYS = ['2020-06-30', '2021-02-15', '2022-12-31', '2031-01-01'];

/** The text of a source, whose hash has to be that of the source. */
const DOCUMENT = 'Une page.\nUne autre.';
const SHA256_OF_DOCUMENT = createHash('sha256').update(DOCUMENT).digest('hex');

/** What members have to say together for their command to be recorded: chance alone hardly ever finds it. */
const TOGETHER: { readonly [command: string]: (dice: Dice, prefix: string) => object } = {
  amendAgreement: (dice) => ({
    changes: [
      dice.one([
        { member: 'title', title: [{ text: dice.one(NAMES), lang: 'fr' }] },
        { member: 'openToAccession', openToAccession: dice.roll(2) === 0 },
        { member: 'binding', binding: dice.one(['YES', 'NO']) },
        { member: 'sectors' },
      ]),
    ],
  }),
  declareIntent: (_dice, prefix) => ({
    organizationId: `${prefix}organization-2`,
    expectedBy: '2021-02-15',
    occurredOn: { edtf: '2020-03-10' },
  }),
  withdrawIntent: (_dice, prefix) => ({
    organizationId: `${prefix}organization-2`,
    occurredOn: { edtf: '2020-06-10' },
  }),
  linkOrganizations: (_dice, prefix) => ({
    organizationId: `${prefix}organization-0`,
    sameIds: [`${prefix}organization-2`],
  }),
  severOrganizationLink: (_dice, prefix) => ({
    organizationId: `${prefix}organization-0`,
    sameIds: [`${prefix}organization-2`],
  }),
  allotEnvelope: () => ({ amount: { value: '100', currency: 'CAD' }, occurredOn: { edtf: '2019-03-10' } }),
  releaseEnvelope: (_dice, prefix) => ({
    commitmentId: `${prefix}part`,
    amount: { value: '1', currency: 'CAD' },
    occurredOn: { edtf: '2023-06-30' },
  }),
  lapseIntent: (_dice, prefix) => ({ organizationId: `${prefix}organization-2` }),
  recordWithdrawal: (dice, prefix) => ({
    organizationId: `${prefix}organization-0`,
    ...dice.one([
      {},
      { occurredOn: { edtf: '2021-03-10' }, effectiveOn: { edtf: '2021-06-30' } },
      { occurredOn: { edtf: '2021-03-10' }, effectiveOn: { edtf: '2024-06-30' } },
    ]),
  }),
  revokeWithdrawal: (_dice, prefix) => ({
    organizationId: `${prefix}organization-0`,
    occurredOn: { edtf: '2021-04-10' },
  }),
  completeWithdrawal: (_dice, prefix) => ({ organizationId: `${prefix}organization-0` }),
  commitEnvelope: (dice, prefix) => ({
    commitmentId: `${prefix}part`,
    amount: { value: dice.one(['2.5', '100']), currency: 'CAD' },
    occurredOn: { edtf: '2021-01-15' },
  }),
  grantMandate: (dice, prefix) => ({
    mandateId: `${prefix}part`,
    ...dice.one([{}, { occurredOn: { edtf: '2021-01-15' } }]),
  }),
  endMandate: (_dice, prefix) => ({ mandateId: `${prefix}part`, occurredOn: { edtf: '2021-03-10' } }),
  declareConflict: (_dice, prefix) => ({ matterKind: 'project', matterId: `${prefix}project-0` }),
  recordGovernanceRule: () => ({ strength: 'POLICY', requiredApprovals: ['REGIONAL_COMMITTEE_APPROVAL'] }),
  proposeProject: (_dice, prefix) => ({
    programmeId: `${prefix}programme-0`,
    occurredOn: { edtf: '2021-01-15' },
  }),
  approveProject: () => ({ approval: 'REGIONAL_COMMITTEE_APPROVAL', occurredOn: { edtf: '2021-02-01' } }),
  submitProject: () => ({ occurredOn: { edtf: '2021-03-10' } }),
  decideAid: () => ({ granted: false, occurredOn: { edtf: '2023-06-30' } }),
  resumeAgreement: (dice) => dice.one([{}, { occurredOn: { edtf: '2021-04-10' } }]),
  suspendAgreement: (dice) => dice.one([{}, { occurredOn: { edtf: '2021-03-10' } }]),
  reportIndicator: (dice) => ({
    period: { from: `${2019 + dice.roll(3)}-04-01`, to: '2022-03-31' },
    unit: 'CAD',
  }),
  disputeAssertion: (dice) => ({
    member: 'occurredOn',
    alternatives: [{ evidence: 0, value: { edtf: dice.one(DATES), basis: 'STATED' } }],
  }),
  resolveDispute: (dice) => ({ outcome: dice.one(['UPHELD', 'SET_ASIDE']) }),
  setTerm: (dice) => ({
    startsOn: { edtf: '2021-02-01' },
    endsOn: { edtf: dice.one(['2022-06-30', '2024-01-31']) },
    ...dice.one([{}, { renewal: 'TACIT', renewalPeriod: 'P1Y' }]),
  }),
  extendTerm: (dice) => ({ newEndsOn: { edtf: dice.one(['2025-06-30', '2026-01-31']) } }),
  renewAgreement: (dice) => ({
    mode: 'EXPRESS',
    newEndsOn: { edtf: dice.one(['2025-06-30', '2027-01-31']) },
  }),
  declineRenewal: () => ({ endsOn: { edtf: '2023-06-30' } }),
  depositSource: () => ({ sha256: SHA256_OF_DOCUMENT }),
  depositSourceText: () => ({ sha256: SHA256_OF_DOCUMENT }),
  registerAgreement: (dice) => ({
    openToAccession: true,
    bindingOn: dice.one(['SIGNATURE', 'SIGNATURE', 'RATIFICATION']),
  }),
  reinstateAgreement: (dice) => ({ newEndsOn: { edtf: dice.one(['2027-06-30', '2028-01-31']) } }),
};
const NAMES = ['Un', 'Deux', 'Institut du Nord', 'Trois mots ici'];
/** What a command gives up once it was refused for it. */
const OVERRIDES = POLICY_CODES.map((rule) => ({ rule, reason: 'parce que' }));

/** What a command is made in the middle of: the ids that begin with `prefix` are the history's own. */
export interface Surroundings {
  readonly dice: Dice;
  readonly prefix: string;
  /** What a stream has recorded so far. */
  readonly recorded: ReadonlyMap<string, readonly PastEvent[]>;
}

/**
 * The facts that random histories record: what an erasure is about has specs of its own, since nothing more is recorded of a person
 * after it.
 */
export const RECORDABLE = FACTS.filter(
  ({ stream, recorder, final }) => stream !== 'ledger' && recorder !== 'PRIVACY' && !final,
);
/** Drawn at any time; that mail was sent changes no answer, and stands at the end of a history. */
const [DRAWN, AT_THE_END] = [false, true].map((notice) =>
  RECORDABLE.filter(({ command }) => (command === 'issueNotification') === notice),
) as [typeof RECORDABLE, typeof RECORDABLE];
const BEGINNING = RECORDABLE.filter(({ place }) => place === 'BEGINS');

/** Commands that begin a history's subjects, those first that others name; each is made anew until it is recorded. */
export function beginnings(around: Surroundings): readonly (() => Command)[] {
  const kinds = ['source', 'person', 'organization', 'agreement'];
  const rank = ({ stream }: Fact): number => (kinds.includes(stream) ? kinds.indexOf(stream) : kinds.length);
  return BEGINNING.toSorted((a, b) => rank(a) - rank(b)).flatMap((fact) => {
    const kind = fact.stream as StreamKind;
    return Array.from(
      { length: SUBJECTS[kind] ?? 1 },
      (_none, index) => () =>
        commandOf(fact, around, { [subjectMember(fact) ?? '']: `${around.prefix}${kind}-${index}` }),
    );
  });
}

/** What brings an agreement into force and through a term, and a project to its decision: hardly any history gets that far by chance. */
const COURSE: readonly (readonly [command: string, members: object])[] = [
  ['recordSignature', { organizationId: 'organization-0', occurredOn: { edtf: '2021-01-15' } }],
  ['recordSignature', { organizationId: 'organization-1', occurredOn: { edtf: '2021-01-15' } }],
  ['recordRatification', { organizationId: 'organization-0', occurredOn: { edtf: '2021-01-15' } }],
  ['recordRatification', { organizationId: 'organization-1', occurredOn: { edtf: '2021-01-15' } }],
  ['recordEntryIntoForce', { basis: 'STATED', occurredOn: { edtf: '2021-02-01' } }],
  ['setTerm', { occurredOn: { edtf: '2021-02-01' } }],
  ['suspendAgreement', { occurredOn: { edtf: '2021-03-10' } }],
  ['resumeAgreement', { occurredOn: { edtf: '2021-04-10' } }],
  ['recordWithdrawal', { occurredOn: { edtf: '2021-03-10' }, effectiveOn: { edtf: '2021-06-30' } }],
  ['revokeWithdrawal', { occurredOn: { edtf: '2021-04-10' } }],
  ['completeWithdrawal', {}],
  ['approveProject', {}],
  ['submitProject', {}],
  ['decideAid', {}],
  ['commitEnvelope', {}],
  ['releaseEnvelope', {}],
];

/** A random command of any fact; `count` is how many came before. */
export function randomCommand(around: Surroundings, count: number): Command {
  const { dice, prefix } = around;
  const [command, members] = COURSE[count] ?? [];
  if (command === undefined || dice.roll(4) === 0) return commandOf(dice.one(DRAWN), around);
  const fact = RECORDABLE.find((one) => one.command === command) as Fact;
  const named = Object.entries(members ?? {}).map(([name, value]) => [
    name,
    name.endsWith('Id') ? `${prefix}${String(value)}` : (value as unknown),
  ]);
  const first = fact.stream === 'agreement' ? { agreementId: `${prefix}agreement-0` } : {};
  return commandOf(fact, around, { ...first, ...Object.fromEntries(named) });
}

/** That mail was sent to somebody. */
export function randomNotice(around: Surroundings): Command {
  return commandOf(around.dice.one(AT_THE_END), around);
}

function commandOf(fact: Fact, around: Surroundings, given: object = {}): Command {
  const input = inputOf(fact, around);
  const evidence = [{ sourceId: `${around.prefix}source-0` }];
  const { dice } = around;
  return {
    name: fact.command,
    input: {
      ...input,
      ...TOGETHER[fact.command]?.(dice, around.prefix),
      ...(fact.stream === 'source' ? {} : { evidence }),
      ...(fact.overrides === false ? {} : { overrides: OVERRIDES }),
      ...given,
    },
  } as unknown as Command;
}

function inputOf(fact: Fact, around: Surroundings): Record<string, unknown> {
  const { dice, recorded } = around;
  const own = subjectMember(fact);
  const subject = `${around.prefix}${fact.stream}-${dice.roll(SUBJECTS[fact.stream as StreamKind] ?? 1)}`;
  const stream = 'stream' in fact.members ? dice.one([...recorded.keys()]) : `${fact.stream}-${subject}`;
  const input: Record<string, unknown> = membersOf(fact.members, { ...around, stream });
  if (own !== null && own in fact.members) input[own] = subject;
  if (fact.dates.occurred === 'GIVEN' || (fact.dates.occurred === 'OPTIONAL' && dice.roll(2) === 0))
    input['occurredOn'] = dateOf(dice);
  if (fact.dates.effective && dice.roll(4) === 0) input['effectiveOn'] = dateOf(dice);
  if ('stream' in fact.members) correct(input, stream, around);
  return input;
}

/** Gives a correction something to correct: members of another command that would record such a fact. */
function correct(input: Record<string, unknown>, stream: string, around: Surroundings): void {
  const { dice, recorded } = around;
  input['stream'] = stream;
  if (!('records' in input)) return;
  const target = dice.one(recorded.get(stream) ?? []);
  const fact = FACTS.find(({ type }) => type === target.type);
  const other = fact ? inputOf(fact, around) : {};
  const name = dice.one(Object.keys(other));
  const sealed = fact?.members[name]?.sealed !== undefined;
  input['records'] = [
    { eventId: target.id, [sealed ? 'setSealed' : 'set']: name === undefined ? {} : { [name]: other[name] } },
  ];
}

interface Place extends Surroundings {
  /** The stream that ids of events are of; empty: any. */
  readonly stream: string;
}

function membersOf(members: Members, place: Place): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(members)) {
    if (member.inInput === 'ABSENT' || member.hidden) continue;
    if (member.inInput === 'OPTIONAL' && place.dice.roll(3) > 0) continue;
    made[name] = valueOf(member, place);
  }
  return made;
}

function valueOf(member: Member, place: Place): unknown {
  const { dice, prefix } = place;
  switch (member.kind) {
    case 'id':
      return `${prefix}${member.of}-${dice.roll(SUBJECTS[member.of] ?? 1)}`;
    case 'idOf':
      return `${prefix}organization-0`;
    case 'partId':
      return `${prefix}part`;
    case 'either':
      return valueOf(dice.one(member.of), place);
    case 'eventId':
      return eventIn(place);
    case 'uuid':
      return '11111111-2222-4333-8444-555555555555';
    case 'oneOf':
      return dice.one(member.words);
    case 'language':
      return dice.one(['fr', 'en']);
    case 'hash':
      return String(dice.roll(3)).repeat(64);
    case 'duration':
      return dice.one(['P1Y', 'P5Y', 'P6M']);
    case 'decimal':
      return dice.one(['1', '2.5', '100', '0.75']);
    case 'currency':
      return dice.one(['CAD', 'CAD', 'CAD', 'EUR']);
    case 'count':
      return Math.max(member.least, 0) + dice.roll(3);
    case 'flag':
      return dice.roll(2) === 0;
    case 'day':
      return dice.one(DAYS);
    case 'edtf':
      return dice.one(DATES);
    case 'value':
    case 'date':
      return dateOf(dice);
    case 'stream':
      return place.stream;
    case 'json':
      return {};
    case 'word':
      return dice.one(['MOU', 'CAD', '2020', 'A', 'B']);
    case 'name':
    case 'freeText':
    case 'document':
      return DOCUMENT;
    case 'object':
      return membersOf(member.members, place);
    case 'list':
      return distinct(
        Array.from({ length: member.atLeast + dice.roll(2) }, () => valueOf(member.item, place)),
      );
    default:
      return member satisfies never;
  }
}

function distinct(items: readonly unknown[]): readonly unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function eventIn({ dice, recorded, stream }: Place): string {
  const events = stream === '' ? [...recorded.values()].flat() : (recorded.get(stream) ?? []);
  return events.length > 0 ? dice.one(events).id : '11111111-2222-4333-8444-555555555555';
}

function dateOf(dice: Dice): Json {
  return { edtf: dice.one(dice.roll(12) === 0 ? DATES_TO_COME : DATES), basis: 'STATED' };
}

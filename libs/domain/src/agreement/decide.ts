import {
  checkEvidence,
  checkExistence,
  checkHash,
  checkShape,
  readActDates,
  readDate,
} from '../rules/act.js';
import { adviceOf } from '../rules/advice.js';
import {
  accept,
  refuse,
  type Acceptance,
  type Advice,
  type Decision,
  type DecisionContext,
  type Json,
  type Reference,
  type Refusal,
} from '../rules/decision.js';
import { draftEvent } from '../rules/draft.js';
import { Policies } from '../rules/policies.js';
import { addDays, addDuration, daysBetween, isDay, parseDuration, type Day } from '../time/day.js';
import { dayAfter, systemDay, type UncertainDate } from '../time/uncertain-date.js';
import type { AgreementCommand, AgreementCommandInputs } from './commands.js';
import { FORCE_BASES, type AgreementDraft, type AgreementEvent, type AgreementEventOf } from './events.js';
import {
  ENDED,
  byPoint,
  foldAgreement,
  intentOn,
  isAct,
  statusOn,
  type AgreementLine,
  type IntentLine,
  type PassedOver,
} from './line.js';
import { passedOverAdvice } from './passed-over.js';

type AgreementDecision = Decision<AgreementDraft>;
type Inputs = AgreementCommandInputs;

/** What a command on an agreement refers to elsewhere, its evidence apart. */
export function agreementReferences(command: AgreementCommand): readonly Reference[] {
  const organization = (id: string, field: string): Reference => ({ kind: 'organization', id, field });
  const people = (ids: readonly string[] | undefined, field: string): readonly Reference[] =>
    (ids ?? []).map((id, index) => ({ kind: 'person', id, field: `${field}.${index}` }));
  switch (command.name) {
    case 'openForSignature':
      return (command.input.eligible ?? []).map((id, index) => organization(id, `eligible.${index}`));
    case 'designateLead':
      return command.input.organizationIds.map((id, index) => organization(id, `organizationIds.${index}`));
    case 'declareIntent':
      return [
        organization(command.input.organizationId, 'organizationId'),
        ...(command.input.meetingId
          ? [{ kind: 'meeting', id: command.input.meetingId, field: 'meetingId' } as const]
          : []),
      ];
    case 'recordSignature':
      return [
        organization(command.input.organizationId, 'organizationId'),
        ...people(command.input.signedBy, 'signedBy'),
        ...people(command.input.presentAtSigning, 'presentAtSigning'),
      ];
    case 'withdrawIntent':
    case 'lapseIntent':
    case 'recordAccession':
      return [organization(command.input.organizationId, 'organizationId')];
    case 'attachEvidence':
      return [{ kind: 'source', id: command.input.sourceId, field: 'sourceId' }];
    case 'registerAgreement':
    case 'depositAgreementText':
    case 'recordEntryIntoForce':
    case 'setTerm':
    case 'expireAgreement':
      return [];
    default:
      return command satisfies never;
  }
}

/**
 * Decides a command on an agreement from the agreement's own recorded facts. The stages come in the order of `domain.md`:
 * shape, existence, identity, lifecycle, dates and term, evidence.
 */
export function decideAgreement(
  events: readonly AgreementEvent[],
  command: AgreementCommand,
  context: DecisionContext,
): AgreementDecision {
  const shape = checkShape(
    command.input,
    command.name === 'registerAgreement' ? { title: 'TITLE_REQUIRED' } : {},
  );
  if (shape) return shape;
  if (command.name === 'registerAgreement') return registerAgreement(events, command.input, context);
  const agreement = knownOf(events);
  const decision = decideKnown(agreement, command, context);
  return decision.refused ? decision : withPassedOver(agreement, decision);
}

function decideKnown(
  agreement: Known,
  command: Exclude<AgreementCommand, { readonly name: 'registerAgreement' }>,
  context: DecisionContext,
): AgreementDecision {
  switch (command.name) {
    case 'depositAgreementText':
      return depositAgreementText(agreement, command.input, context);
    case 'openForSignature':
      return openForSignature(agreement, command.input, context);
    case 'designateLead':
      return designateLead(agreement, command.input, context);
    case 'declareIntent':
      return declareIntent(agreement, command.input, context);
    case 'withdrawIntent':
      return withdrawIntent(agreement, command.input, context);
    case 'lapseIntent':
      return lapseIntent(agreement, command.input, context);
    case 'recordSignature':
      return recordSignature(agreement, command.input, context);
    case 'recordAccession':
      return recordAccession(agreement, command.input, context);
    case 'recordEntryIntoForce':
      return recordEntryIntoForce(agreement, command.input, context);
    case 'setTerm':
      return setTerm(agreement, command.input, context);
    case 'expireAgreement':
      return expireAgreement(agreement, command.input, context);
    case 'attachEvidence':
      return attachEvidence(agreement, command.input, context);
    default:
      return command satisfies never;
  }
}

interface Known {
  readonly events: readonly AgreementEvent[];
  readonly line: AgreementLine;
  /** One more act, as it would stand in the stream, and the line with it. */
  readonly having: (draft: AgreementDraft) => Having;
}

interface Having {
  readonly act: AgreementEvent;
  readonly line: AgreementLine;
}

function knownOf(events: readonly AgreementEvent[]): Known {
  // An act is judged, and then asked what it does to the others: folded once.
  let last: (Having & { readonly draft: AgreementDraft }) | null = null;
  return {
    events,
    line: foldAgreement(events),
    having(draft) {
      if (last?.draft === draft) return last;
      const act = {
        ...draft,
        id: 'the act to judge',
        order: Number.MAX_SAFE_INTEGER,
      } as unknown as AgreementEvent;
      last = { draft, act, line: foldAgreement([...events, act]) };
      return last;
    },
  };
}

/** Adds the warning that facts which counted until now are passed over once this act is recorded. */
function withPassedOver(agreement: Known, decision: Acceptance<AgreementDraft>): Acceptance<AgreementDraft> {
  const advice = decision.events.flatMap((draft) => {
    if (!isAct(draft)) return [];
    const { act, line } = agreement.having(draft);
    return passedOverAdvice(agreement.line, act, line) ?? [];
  });
  return advice.length === 0 ? decision : { ...decision, advice: [...decision.advice, ...advice] };
}

type DraftOf<T extends AgreementDraft['type']> = Extract<AgreementDraft, { type: T }>;

/** The line with one more act in it, and whether the fold passes that act over. */
function foldWith(
  agreement: Known,
  draft: AgreementDraft,
): { line: AgreementLine; passedOver: PassedOver | null } {
  const { act, line } = agreement.having(draft);
  return { line, passedOver: line.passedOver.find((passed) => passed.event.id === act.id) ?? null };
}

function lifecycleRefusal(passed: PassedOver): Refusal {
  switch (passed.because) {
    case 'AFTER_END':
      return refuse('AGREEMENT_ALREADY_EXPIRED', null, { endsOn: passed.term?.data.endsOn?.latest ?? null });
    case 'PARTIES_TOO_FEW':
      return refuse('PARTIES_TOO_FEW');
    case 'ALREADY_PARTY':
      return refuse('PARTNER_ALREADY_SIGNED', 'organizationId');
    case 'STATUS':
      return ENDED.includes(passed.status)
        ? refuse('AGREEMENT_ENDED', null, { status: passed.status })
        : refuse('INVALID_TRANSITION', null, { status: passed.status });
    default:
      return passed.because satisfies never;
  }
}

/** The existence stage: the agreement itself, then what the command refers to. */
function missing(
  agreement: Known,
  agreementId: string,
  references: readonly Reference[],
  context: DecisionContext,
): Refusal | null {
  return agreement.line.registration
    ? checkExistence(references, context)
    : refuse('AGREEMENT_NOT_FOUND', 'agreementId', { id: agreementId });
}

/** The shape of a member that GraphQL takes as text: one of a few words. */
function notOneOf(words: readonly string[], given: string, field: string): Refusal | null {
  return words.includes(given) ? null : refuse('VALIDATION_FAILED', field, { problem: 'NOT_ONE_OF', words });
}

function partyNamed(line: AgreementLine, organizationId: string) {
  return line.parties.find((party) => party.organizationId === organizationId);
}

function alreadyParty(agreement: Known, organizationId: string): Refusal | null {
  return partyNamed(agreement.line, organizationId)
    ? refuse('PARTNER_ALREADY_SIGNED', 'organizationId', { organizationId })
    : null;
}

/** For acts that the line does not hold: the status on the day they take effect. */
function endedOn(agreement: Known, day: Day): Refusal | null {
  const { status } = statusOn(agreement.line, day);
  return ENDED.includes(status) ? refuse('AGREEMENT_ENDED', null, { status }) : null;
}

function registerAgreement(
  events: readonly AgreementEvent[],
  input: Inputs['registerAgreement'],
  context: DecisionContext,
): AgreementDecision {
  const agreementId = input.agreementId ?? context.newId;
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  if (input.title.length === 0) return refuse('TITLE_REQUIRED', 'title');
  const codes = (input.objectives ?? []).map((objective, index) => objective.code ?? `OBJ-${index + 1}`);
  const repeated = codes.findIndex((code, index) => codes.indexOf(code) !== index);
  if (repeated >= 0)
    return refuse('VALIDATION_FAILED', `objectives.${repeated}.code`, {
      problem: 'CODE_REPEATED',
    });
  if (events.length > 0) return refuse('AGREEMENT_ALREADY_EXISTS', 'agreementId', { id: agreementId });
  const refused = dates.late ?? checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('AgreementRegistered', dates, {
      agreementId,
      kind: input.kind,
      title: input.title,
      ...(input.objectives && {
        objectives: input.objectives.map(({ texts }, index) => ({ code: codes[index] ?? '', texts })),
      }),
      ...(input.sectors && { sectors: input.sectors }),
      ...(input.openToAccession !== undefined && { openToAccession: input.openToAccession }),
      binding: input.binding ?? 'UNKNOWN',
    }),
  ]);
}

function depositAgreementText(
  agreement: Known,
  input: Inputs['depositAgreementText'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const malformed = checkHash(input.docHash, 'docHash');
  if (malformed) return malformed;
  const known = agreement.events.some(
    (e) => e.type === 'AgreementTextDeposited' && e.data.docHash === input.docHash,
  );
  const refused =
    missing(agreement, input.agreementId, [], context) ??
    (known ? refuse('TEXT_ALREADY_DEPOSITED', 'docHash') : null) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  const { agreementId, docHash, lang, pages, authentic } = input;
  return accept([
    draftEvent('AgreementTextDeposited', dates, {
      agreementId,
      docHash,
      lang,
      ...(pages !== undefined && { pages }),
      ...(authentic !== undefined && { authentic }),
    }),
  ]);
}

function openForSignature(
  agreement: Known,
  input: Inputs['openForSignature'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, closesOn, eligible } = input;
  if (closesOn !== undefined && !isDay(closesOn))
    return refuse('VALIDATION_FAILED', 'closesOn', { problem: 'NOT_A_DAY' });
  const absent = missing(
    agreement,
    agreementId,
    agreementReferences({ name: 'openForSignature', input }),
    context,
  );
  if (absent) return absent;
  const opened = draftEvent('AgreementOpenedForSignature', dates, {
    agreementId,
    ...(closesOn !== undefined && { closesOn }),
    ...(eligible && eligible.length > 0 && { eligible }),
  });
  const { passedOver } = foldWith(agreement, opened);
  if (passedOver) return lifecycleRefusal(passedOver);
  const refused =
    dates.late ??
    (closesOn !== undefined && closesOn < opened.effective.point
      ? refuse('TERM_INVALID', 'closesOn')
      : checkEvidence(input, context));
  return refused ?? accept([opened]);
}

function designateLead(
  agreement: Known,
  input: Inputs['designateLead'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, organizationIds, role } = input;
  if (organizationIds.length === 0)
    return refuse('VALIDATION_FAILED', 'organizationIds', { problem: 'ORGANIZATION_NEEDED' });
  const refused =
    missing(agreement, agreementId, agreementReferences({ name: 'designateLead', input }), context) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('LeadDesignated', dates, {
      agreementId,
      organizationIds,
      ...(role !== undefined && { role }),
    }),
  ]);
}

/** The organisation's intent that nothing has ended, by points, before the given day. */
function openIntent(line: AgreementLine, organizationId: string, day: Day): IntentLine | undefined {
  return line.intents.find(
    (intent) =>
      intent.organizationId === organizationId &&
      (intent.end === null || (intent.end.state === 'LAPSED' && intent.end.point > day)),
  );
}

function declareIntent(
  agreement: Known,
  input: Inputs['declareIntent'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, organizationId, horizon, expectedBy, meetingId } = input;
  if (expectedBy !== undefined && !isDay(expectedBy))
    return refuse('VALIDATION_FAILED', 'expectedBy', { problem: 'NOT_A_DAY' });
  const intent = input.intent ?? 'ACCEDE';
  const unknown = notOneOf(['SIGN', 'ACCEDE'], intent, 'intent');
  if (unknown) return unknown;
  const day = dates.effective.point;
  const refused =
    missing(agreement, agreementId, agreementReferences({ name: 'declareIntent', input }), context) ??
    alreadyParty(agreement, organizationId) ??
    (openIntent(agreement.line, organizationId, day)
      ? refuse('INTENT_ALREADY_OPEN', 'organizationId', { organizationId })
      : null) ??
    endedOn(agreement, day) ??
    dates.late ??
    (expectedBy !== undefined && expectedBy < day ? refuse('TERM_INVALID', 'expectedBy') : null) ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent('PartnerIntentDeclared', dates, {
      agreementId,
      organizationId,
      intent,
      ...(horizon && { horizon }),
      ...(expectedBy !== undefined && { expectedBy }),
      ...(meetingId !== undefined && { meetingId }),
    }),
  ]);
}

function withdrawIntent(
  agreement: Known,
  input: Inputs['withdrawIntent'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, organizationId, reason } = input;
  const open = agreement.line.intents.some(
    (intent) =>
      intent.organizationId === organizationId && intentOn(intent, dates.effective.point)?.state === 'OPEN',
  );
  const refused =
    missing(agreement, agreementId, agreementReferences({ name: 'withdrawIntent', input }), context) ??
    (open ? null : refuse('INTENT_NOT_OPEN', 'organizationId', { organizationId })) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  return accept([
    draftEvent(
      'PartnerIntentWithdrawn',
      dates,
      { agreementId, organizationId },
      reason === undefined ? [] : [{ pointer: '/data/reason', value: reason }],
    ),
  ]);
}

/** Records the notice that an intent's expected date has passed; the line says so without it. */
function lapseIntent(
  agreement: Known,
  input: Inputs['lapseIntent'],
  context: DecisionContext,
): AgreementDecision {
  const { agreementId, organizationId } = input;
  const absent = missing(
    agreement,
    agreementId,
    agreementReferences({ name: 'lapseIntent', input }),
    context,
  );
  if (absent) return absent;
  const intents = agreement.line.intents.filter((intent) => intent.organizationId === organizationId);
  const noticed = (intent: IntentLine) =>
    agreement.events.some(
      (e) => e.type === 'PartnerIntentLapsed' && e.data.intentEventId === intent.event.id,
    );
  const [lapsed] = intents
    .filter((intent) => intent.end?.state === 'LAPSED' && !noticed(intent))
    .toSorted(byExpectedDay);
  if (!lapsed) {
    if (intents.some((intent) => intent.end?.state === 'LAPSED')) return accept([]);
    const open = intents.find((intent) => intent.end === null);
    return open
      ? refuse('EXPECTED_BY_NOT_SET', 'organizationId')
      : refuse('INTENT_NOT_OPEN', 'organizationId', { organizationId });
  }
  const expectedBy = lapsed.event.data.expectedBy as Day;
  if (expectedBy >= context.today) return refuse('EXPECTED_BY_NOT_REACHED', null, { expectedBy });
  const evidence = (input.evidence ?? []).length > 0 ? checkEvidence(input, context) : null;
  if (evidence) return evidence;
  const day = addDays(expectedBy, 1);
  const effective: UncertainDate = { ...systemDay(day), basis: 'COMPUTED' };
  return accept([
    draftEvent(
      'PartnerIntentLapsed',
      { occurred: effective, effective, confidential: [] },
      { agreementId, organizationId, intentEventId: lapsed.event.id, expectedBy },
    ),
  ]);
}

/** The order in which lapses fall due, the same as that in which the ledger's own reactor notices them. */
function byExpectedDay(a: IntentLine, b: IntentLine): number {
  const key = ({ event }: IntentLine) => `${event.data.expectedBy ?? ''} ${event.id}`;
  return key(a) < key(b) ? -1 : 1;
}

/** The list and the closing day of the opening that counts, when there is one. */
function openingOf(line: AgreementLine): AgreementEventOf<'AgreementOpenedForSignature'> | null {
  for (const { cause } of line.steps) if (cause.type === 'AgreementOpenedForSignature') return cause;
  return null;
}

function recordSignature(
  agreement: Known,
  input: Inputs['recordSignature'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, organizationId } = input;
  const policies = new Policies(input);
  const signed = draftEvent('PartnerSigned', dates, {
    agreementId,
    organizationId,
    ...(input.capacity !== undefined && { capacity: input.capacity }),
    ...(input.signatoryRank !== undefined && { signatoryRank: input.signatoryRank }),
    ...(input.nameAsSigned && { nameAsSigned: input.nameAsSigned }),
    ...(input.signedBy && { signedBy: input.signedBy }),
    ...(input.presentAtSigning && { presentAtSigning: input.presentAtSigning }),
  });
  const refused =
    missing(agreement, agreementId, agreementReferences({ name: 'recordSignature', input }), context) ??
    alreadyParty(agreement, organizationId) ??
    signatureLifecycle(agreement, signed, policies) ??
    dates.late ??
    checkEvidence(input, context);
  return refused ?? accept([signed], policies);
}

function signatureLifecycle(
  agreement: Known,
  signed: DraftOf<'PartnerSigned'>,
  policies: Policies,
): Refusal | null {
  const { line, passedOver } = foldWith(agreement, signed);
  if (passedOver) return lifecycleRefusal(passedOver);
  const { organizationId } = signed.data;
  const opening = openingOf(line)?.data;
  const { eligible, closesOn } = opening ?? {};
  if (eligible && !eligible.includes(organizationId))
    return refuse('AGREEMENT_NOT_OPEN', 'organizationId', { eligible });
  const { earliest, point } = signed.effective;
  if (closesOn !== undefined && earliest !== null && earliest > closesOn)
    return refuse('AGREEMENT_NOT_OPEN', 'occurredOn', { closesOn });
  const afterEntry = statusOn(agreement.line, point).status === 'IN_FORCE';
  if (afterEntry && !eligible && agreement.line.registration?.data.openToAccession !== true)
    return policies.check('AGREEMENT_NOT_OPEN', 'organizationId', { status: 'IN_FORCE' });
  return null;
}

function recordAccession(
  agreement: Known,
  input: Inputs['recordAccession'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, organizationId, instrument } = input;
  const policies = new Policies(input);
  const acceded = draftEvent('PartnerAcceded', dates, {
    agreementId,
    organizationId,
    ...(instrument !== undefined && { instrument }),
  });
  const refused =
    missing(agreement, agreementId, agreementReferences({ name: 'recordAccession', input }), context) ??
    alreadyParty(agreement, organizationId) ??
    accessionLifecycle(agreement, acceded, policies) ??
    dates.late ??
    checkEvidence(input, context);
  if (refused) return refused;
  const announced = agreement.line.intents.some((intent) => intent.organizationId === organizationId);
  const advice: Advice[] = announced ? [] : [adviceOf('ACCESSION_WITHOUT_INTENT')];
  return accept([acceded], { advice, overridden: policies.overridden });
}

function accessionLifecycle(
  agreement: Known,
  acceded: DraftOf<'PartnerAcceded'>,
  policies: Policies,
): Refusal | null {
  const { passedOver } = foldWith(agreement, acceded);
  if (passedOver?.because === 'AFTER_END' || (passedOver && ENDED.includes(passedOver.status)))
    return lifecycleRefusal(passedOver);
  const open = agreement.line.registration?.data.openToAccession;
  if (open === false) return refuse('AGREEMENT_NOT_OPEN', 'agreementId', { openToAccession: false });
  if (passedOver?.because === 'STATUS')
    return refuse('AGREEMENT_NOT_OPEN', null, { status: passedOver.status });
  if (passedOver) return lifecycleRefusal(passedOver);
  return open === undefined
    ? policies.check('AGREEMENT_NOT_OPEN', 'agreementId', { openToAccession: null })
    : null;
}

function recordEntryIntoForce(
  agreement: Known,
  input: Inputs['recordEntryIntoForce'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, basis } = input;
  const unknown = notOneOf(FORCE_BASES, basis, 'basis');
  if (unknown) return unknown;
  const entered = draftEvent('AgreementEnteredIntoForce', dates, {
    agreementId,
    basis,
  });
  const { passedOver } = foldWith(agreement, entered);
  const refused =
    missing(agreement, agreementId, [], context) ??
    (passedOver ? lifecycleRefusal(passedOver) : null) ??
    dates.late ??
    checkEvidence(input, context);
  return refused ?? accept([entered]);
}

function setTerm(agreement: Known, input: Inputs['setTerm'], context: DecisionContext): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  if (!input.startsOn && !input.endsOn && input.duration === undefined)
    return refuse('VALIDATION_FAILED', 'endsOn', { problem: 'TERM_EMPTY' });
  const starts = input.startsOn ? readDate(input.startsOn, 'startsOn', '/data/startsOn') : null;
  if (starts?.refused) return starts;
  const ends = input.endsOn ? readDate(input.endsOn, 'endsOn', '/data/endsOn') : null;
  if (ends?.refused) return ends;
  const duration = input.duration === undefined ? null : parseDuration(input.duration);
  if (input.duration !== undefined && !duration)
    return refuse('VALIDATION_FAILED', 'duration', { problem: 'NOT_A_DURATION' });
  const startsOn = starts?.date ?? null;
  const endsOn = ends?.date ?? null;
  const { agreementId, renewal, noticeDays } = input;
  const term = draftEvent(
    'AgreementTermSet',
    startsOn
      ? {
          occurred: dates.occurred,
          effective: startsOn,
          // The day that `effectiveOn` gave is not stored, and neither is what was noted of it.
          confidential: dates.confidential.filter(({ pointer }) => pointer !== '/effective/note'),
        }
      : dates,
    {
      agreementId,
      ...(startsOn && { startsOn }),
      ...(endsOn && { endsOn }),
      ...(input.duration !== undefined && { duration: input.duration }),
      ...(renewal !== undefined && { renewal }),
      ...(noticeDays !== undefined && { noticeDays }),
    },
    [...(starts?.confidential ?? []), ...(ends?.confidential ?? [])],
  );
  const { passedOver } = foldWith(agreement, term);
  const policies = new Policies(input);
  const refused =
    missing(agreement, agreementId, [], context) ??
    (passedOver ? lifecycleRefusal(passedOver) : null) ??
    dates.late ??
    starts?.late ??
    ends?.late ??
    termOrder(startsOn, endsOn) ??
    (startsOn && endsOn && duration && !agrees(startsOn, endsOn, duration)
      ? policies.check('TERM_INCONSISTENT', 'duration', { duration: input.duration as string })
      : null) ??
    checkEvidence(input, context);
  return refused ?? accept([term], policies);
}

function termOrder(startsOn: UncertainDate | null, endsOn: UncertainDate | null): Refusal | null {
  if (!startsOn || !endsOn) return null;
  const impossible =
    startsOn.earliest !== null && endsOn.latest !== null && endsOn.latest < startsOn.earliest;
  return impossible || endsOn.point < startsOn.point ? refuse('TERM_INVALID', 'endsOn') : null;
}

/** True when some start and some end that the bounds allow are the duration apart, within a day. */
function agrees(
  startsOn: UncertainDate,
  endsOn: UncertainDate,
  duration: NonNullable<ReturnType<typeof parseDuration>>,
): boolean {
  const soonest = addDuration(startsOn.earliest ?? startsOn.point, duration);
  const last = addDuration(startsOn.latest ?? startsOn.point, duration);
  return (
    daysBetween(soonest, endsOn.latest ?? endsOn.point) >= -1 &&
    daysBetween(last, endsOn.earliest ?? endsOn.point) <= 1
  );
}

/** Records the notice that a term has ended; the line says so without it. */
function expireAgreement(
  agreement: Known,
  input: Inputs['expireAgreement'],
  context: DecisionContext,
): AgreementDecision {
  const absent = missing(agreement, input.agreementId, [], context);
  if (absent) return absent;
  const term = agreement.events
    .filter((e): e is AgreementEventOf<'AgreementTermSet'> => e.type === 'AgreementTermSet')
    .toSorted(byPoint)
    .findLast((e) => agreement.line.terms.some(({ event }) => event.id === e.id));
  const endsOn = term?.data.endsOn;
  if (!endsOn || endsOn.latest === null) return refuse('TERM_NOT_SET', 'agreementId');
  const lastDay = endsOn.latest;
  if (lastDay >= context.today) return refuse('TERM_NOT_REACHED', 'agreementId', { lastDay });
  const noticed = agreement.events.some(
    (e) => e.type === 'AgreementExpired' && e.data.lastDayInForce === lastDay,
  );
  const { status } = statusOn(agreement.line, addDays(lastDay, 1));
  if (noticed || (ENDED.includes(status) && status !== 'EXPIRED'))
    return accept([], { advice: [adviceOf('ALREADY_ENDED')] });
  if (status !== 'EXPIRED') return refuse('INVALID_TRANSITION', 'agreementId', { status });
  const scheduledFor = addDays(lastDay, 1);
  const evidence = (input.evidence ?? []).length > 0 ? checkEvidence(input, context) : null;
  if (evidence) return evidence;
  return accept([
    draftEvent(
      'AgreementExpired',
      { occurred: endsOn, effective: dayAfter(endsOn), confidential: [] },
      {
        agreementId: input.agreementId,
        lastDayInForce: lastDay,
        reason: 'TERM_ENDED' as const,
        scheduledFor,
        detectedLate: context.today > scheduledFor,
      },
    ),
  ]);
}

function attachEvidence(
  agreement: Known,
  input: Inputs['attachEvidence'],
  context: DecisionContext,
): AgreementDecision {
  const dates = readActDates(input, context);
  if (dates.refused) return dates;
  const { agreementId, sourceId, supports, strength, note } = input;
  if (supports.length === 0) return refuse('VALIDATION_FAILED', 'supports', { problem: 'EVENT_NEEDED' });
  const unknown = notOneOf(['CONFIRMS', 'CONTRADICTS'], strength, 'strength');
  if (unknown) return unknown;
  const foreign = supports.findIndex((id) => !agreement.events.some((e) => e.id === id));
  const refused =
    missing(agreement, agreementId, [], context) ??
    (foreign < 0
      ? null
      : refuse('TARGET_NOT_FOUND', `supports.${foreign}`, { id: supports[foreign] ?? null })) ??
    dates.late ??
    checkEvidence(input, context) ??
    checkExistence(agreementReferences({ name: 'attachEvidence', input }), context);
  if (refused) return refused;
  return accept([
    draftEvent(
      'EvidenceAttached',
      dates,
      { agreementId, sourceId, supports, strength },
      note ? [{ pointer: '/data/note', value: note as unknown as Json }] : [],
    ),
  ]);
}

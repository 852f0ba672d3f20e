import type { Command, DateInput, EvidenceInput, Text } from '@entente/domain';
import type { Data, ScenarioDate, ScenarioEvent } from './scenario.js';

/** What a fact of the scenario is recorded by: a command's name, and its input but for the date and the evidence. */
interface Made {
  readonly name: string;
  readonly input: Data;
}

/** The command that records a fact of the scenario; `eventIdOfSeed` knows the events of facts before it. */
export function commandOf(
  { type, data, occurredOnDetail }: ScenarioEvent,
  evidence: readonly EvidenceInput[],
  eventIdOfSeed: (seed: string) => string,
): Command {
  const made = (COMMANDS[type] ?? unknown(type))(data, eventIdOfSeed);
  const occurredOn = made.name === 'expireAgreement' ? {} : { occurredOn: dateOf(occurredOnDetail) };
  return { name: made.name, input: { ...made.input, ...occurredOn, evidence } } as unknown as Command;
}

type Make = (data: Data, eventIdOfSeed: (seed: string) => string) => Made;

function unknown(type: string): Make {
  throw new Error(`the scenario has an event of type ${type}, which no command records`);
}

/** By the type of the fact. */
const COMMANDS: { readonly [type: string]: Make } = {
  SourceDeposited: (data) => ({
    name: 'depositSource',
    input: pick(data, 'sourceId', 'kind', 'issuer', 'publishedOn', 'lang', 'sha256', 'file'),
  }),
  OrganizationRegistered(data) {
    const name = data['name'] as Text;
    const aliases = (data['aliases'] as readonly (Text & { use: string })[] | undefined) ?? [];
    const foundedOn = data['foundedOn'] as ScenarioDate | undefined;
    return {
      name: 'registerOrganization',
      input: {
        ...pick(data, 'organizationId', 'kind', 'jurisdiction', 'relations', 'regions', 'legalPersonality'),
        names: [{ ...name, use: 'OFFICIAL' }, ...aliases],
        ...(foundedOn && { foundedOn: dateOf(foundedOn) }),
      },
    };
  },
  OrganizationAliasAdded: (data) => ({
    name: 'addOrganizationAlias',
    input: pick(data, 'organizationId', 'alias'),
  }),
  OrganizationsMerged: (data) => ({
    name: 'mergeOrganizations',
    input: { ...pick(data, 'successorId', 'predecessorIds'), ...textsOf(data, 'initiative') },
  }),
  DesignationObserved: (data) => ({
    name: 'observeDesignation',
    input: pick(data, 'organizationId', 'designation', 'grantedBy'),
  }),
  AgreementRegistered(data) {
    const objectives = data['objectives'] as
      readonly ({ code: string } & Record<string, string>)[] | undefined;
    return {
      name: 'registerAgreement',
      input: {
        ...pick(data, 'agreementId', 'kind', 'binding', 'openToAccession', 'instrumentLabel'),
        ...textsOf(data, 'title', 'initiative'),
        ...(objectives && { objectives: objectives.map((o) => ({ code: o.code, texts: texts(o) })) }),
        ...(isGiven(data['sector']) && { sectors: texts(data['sector']) }),
      },
    };
  },
  PartnerSigned: (data) => ({
    name: 'recordSignature',
    input: pick(
      data,
      'agreementId',
      'organizationId',
      'capacity',
      'signatoryRank',
      'nameAsSigned',
      'signedBy',
      'presentAtSigning',
    ),
  }),
  AgreementEnteredIntoForce: (data) => ({
    name: 'recordEntryIntoForce',
    input: pick(data, 'agreementId', 'basis'),
  }),
  AgreementTermSet(data) {
    const startsOn = data['startsOnDetail'] as ScenarioDate | undefined;
    return {
      name: 'setTerm',
      input: {
        ...pick(data, 'agreementId', 'duration', 'renewal', 'noticeDays'),
        ...(startsOn && { startsOn: dateOf(startsOn) }),
        endsOn: { edtf: data['endsOn'] },
      },
    };
  },
  AgreementExpired: (data) => ({ name: 'expireAgreement', input: pick(data, 'agreementId') }),
  LeadDesignated: (data) => ({
    name: 'designateLead',
    input: pick(data, 'agreementId', 'organizationIds', 'role'),
  }),
  PartnerIntentDeclared: (data) => ({
    name: 'declareIntent',
    input: {
      ...pick(data, 'agreementId', 'organizationId', 'intent', 'expectedBy'),
      ...(isGiven(data['declaredAtMeetingId']) && { meetingId: data['declaredAtMeetingId'] }),
      ...textsOf(data, 'horizon'),
    },
  }),
  EvidenceAttached: (data, eventIdOfSeed) => ({
    name: 'attachEvidence',
    input: {
      ...pick(data, 'agreementId', 'sourceId', 'strength'),
      supports: (data['supports'] as readonly string[]).map(eventIdOfSeed),
      ...textsOf(data, 'note'),
    },
  }),
  RoleObserved: (data) => ({
    name: 'observeRole',
    input: { ...pick(data, 'personId', 'organizationId', 'title'), current: data['state'] === 'CURRENT' },
  }),
  MeetingHeld(data) {
    const participants = data['participantsPerWorkshop'] as Data | undefined;
    return {
      name: 'recordMeeting',
      input: {
        ...pick(data, 'meetingId', 'agreementId', 'programmeId', 'ordinal', 'place', 'hostOrganizationId'),
        ...pick(data, 'guests', 'startLocal', 'endLocal', 'timeZone', 'workshops', 'themes'),
        attendance: data['attendance'] ?? [],
        ...(participants && {
          participantsPerWorkshop: { ...pick(participants, 'min'), text: texts(participants) },
        }),
        ...textsOf(data, 'title', 'chairs'),
      },
    };
  },
  ActionTrackIdentified: (data) => ({
    name: 'identifyActionTrack',
    input: { ...pick(data, 'meetingId', 'code'), ...textsOf(data, 'text') },
  }),
  MissionUndertaken(data) {
    const participants = data['participants'] as Data | undefined;
    return {
      name: 'recordMission',
      input: {
        ...pick(
          data,
          'missionId',
          'programmeId',
          'ordinal',
          'destination',
          'organizerIds',
          'funderIds',
          'clusters',
        ),
        ...textsOf(data, 'purpose', 'outcome', 'ledBy'),
        ...(participants && {
          participants: { ...pick(participants, 'approx', 'scope'), text: texts(participants) },
        }),
      },
    };
  },
  ProgrammeRegistered(data) {
    const phase = data['phase'] as Data | undefined;
    return {
      name: 'registerProgramme',
      input: {
        ...pick(data, 'programmeId'),
        ...textsOf(data, 'title'),
        ...(isGiven(data['steward']) && { stewardId: data['steward'] }),
        ...(phase && { phase: { ...pick(phase, 'ordinal'), text: texts(phase) } }),
      },
    };
  },
  GovernanceRuleRecorded(data) {
    const rates = data['rates'] as readonly Data[] | undefined;
    return {
      name: 'recordGovernanceRule',
      input: {
        ...pick(data, 'programmeId', 'code', 'strength', 'requiredApprovals', 'order', 'period', 'topics'),
        ...textsOf(data, 'text'),
        ...(isGiven(data['fund']) && { fund: String(data['fund']).toLowerCase() }),
        ...(rates && {
          rates: rates.map((rate) => ({
            regionClass: rate['regionClass'],
            amount: money(rate['amount'], rate),
          })),
        }),
      },
    };
  },
  OutcomeRecorded: (data) => ({
    name: 'recordOutcome',
    input: {
      ...pick(data, 'programmeId', 'outcomeId', 'kind', 'approximate'),
      ...textsOf(data, 'text'),
      ...(isGiven(data['amount']) && { amount: money(data['amount'], data) }),
    },
  }),
  CommitteeEstablished: (data) => ({
    name: 'establishCommittee',
    input: {
      ...pick(data, 'committeeId', 'kind', 'programmeId', 'organizationId', 'regions'),
      ...textsOf(data, 'title', 'members'),
    },
  }),
  FundingAwarded(data) {
    const { supportedProjectsValue } = data;
    return {
      name: 'awardFunding',
      input: {
        ...pick(data, 'fundingId', 'funderId', 'beneficiaryId', 'duration'),
        ...textsOf(data, 'programme'),
        amount: money(data['amount'], data),
        ...(isGiven(supportedProjectsValue) && {
          supportedProjectsValue: money(supportedProjectsValue, data),
        }),
      },
    };
  },
  IndicatorTargetSet: (data) => ({
    name: 'setIndicatorTarget',
    input: { ...pick(data, 'fundingId', 'indicator', 'unit', 'horizon'), ...valueOf(data) },
  }),
  IndicatorReported: (data) => ({
    name: 'reportIndicator',
    input: {
      ...pick(data, 'fundingId', 'indicator', 'unit', 'period', 'approximate'),
      ...textsOf(data, 'label'),
      ...valueOf(data),
    },
  }),
};

/** True for what the scenario gives: to it, null is absent. */
function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** `{fr, en}` as a list of texts. */
function texts(value: unknown): readonly Text[] {
  return Object.entries((value ?? {}) as Record<string, string>)
    .filter(([lang]) => lang === 'fr' || lang === 'en')
    .map(([lang, text]) => ({ text, lang }));
}

/** Those of some members that are given, each `{fr, en}` as a list of texts. */
function textsOf(data: Data, ...members: readonly string[]): Data {
  return Object.fromEntries(
    members.filter((member) => isGiven(data[member])).map((member) => [member, texts(data[member])]),
  );
}

function money(value: unknown, { currency }: Data): Data {
  return { value: String(value), currency };
}

function valueOf({ value }: Data): Data {
  return isGiven(value) ? { value: String(value) } : {};
}

function dateOf({ edtf, point, earliest, latest, basis, note }: ScenarioDate): DateInput {
  return {
    edtf,
    ...(point !== undefined && { point }),
    ...(earliest && { earliest }),
    ...(latest && { latest }),
    ...(basis && { basis }),
    ...(note !== undefined && { note }),
  };
}

/** The members that a command takes as they are; null is absent. */
function pick(data: Data, ...members: readonly string[]): Data {
  return Object.fromEntries(members.filter((member) => isGiven(data[member])).map((m) => [m, data[m]]));
}

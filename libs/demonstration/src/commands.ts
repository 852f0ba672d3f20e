import type { Command, DateInput, EvidenceInput, Text } from '@entente/domain';
import { eventIdOf, ownCommandId } from '@entente/ledger';
import type { Scenario, ScenarioDate, ScenarioEvent } from './scenario.js';

/** A command of the scenario: its own name (what its commandId is made of), when and by whom it was recorded. */
export interface ScenarioStep {
  readonly name: string;
  readonly at: Date;
  readonly actor: string;
  readonly command: Command;
}

type Data = Readonly<Record<string, unknown>>;

/** The sources whose facts this version of Entente has aggregates for. */
const LOADED_SOURCES: readonly string[] = ['S0', 'S1', 'S2'];

/**
 * The scenario's events as the commands that record them, in order. Persons are registered before their first mention, with
 * the instant of the event that mentions them.
 */
export function stepsOf(scenario: Scenario, ledgerId: string): readonly ScenarioStep[] {
  const sourceIds = new Map(scenario.sources.map(({ file, sourceId }) => [file, sourceId]));
  const commandIdOfSeq = (seq: number) => ownCommandId(ledgerId, `${scenario.scenarioId}:${seq}`);
  const evidenceOf = (event: ScenarioEvent): readonly EvidenceInput[] =>
    event.provenance.map(({ seed, lines, quote, kind, note }) => ({
      sourceId: sourceIds.get(seed) ?? seed,
      ...(lines && { lines: { from: lines[0], to: lines[1] } }),
      ...(quote !== undefined && { quote }),
      ...(kind && { kind }),
      ...(note !== undefined && { note }),
    }));
  const loaded = scenario.events.filter((event) =>
    event.provenance.every(({ seed }) => LOADED_SOURCES.includes(sourceIds.get(seed) ?? '')),
  );
  const named = new Map<string, { displayName: string; evidence: readonly EvidenceInput[] }>();
  for (const event of loaded) {
    const personal = event.data['personalData'] as { displayName?: string } | undefined;
    const personId = event.data['personId'] as string | undefined;
    if (personId !== undefined && personal?.displayName !== undefined && !named.has(personId))
      named.set(personId, { displayName: personal.displayName, evidence: evidenceOf(event) });
  }
  const eventIdOfSeed = (seed: string) => eventIdOf(commandIdOfSeq(Number(seed.replace('seed-', ''))), 0);

  const steps: ScenarioStep[] = [];
  const registered = new Set<string>();
  for (const event of loaded) {
    const at = new Date(event.recordedAt);
    for (const personId of personsIn(event.data)) {
      const person = named.get(personId);
      if (registered.has(personId) || !person) continue;
      registered.add(personId);
      steps.push({
        name: `${scenario.scenarioId}:person:${personId}`,
        at,
        actor: event.recordedBy,
        command: { name: 'registerPerson', input: { personId, ...person } },
      });
    }
    steps.push({
      name: `${scenario.scenarioId}:${event.seq}`,
      at,
      actor: event.recordedBy,
      command: commandOf(event, evidenceOf(event), eventIdOfSeed),
    });
  }
  return steps;
}

function personsIn(data: Data): readonly string[] {
  const guests = (data['guests'] as readonly { personId: string }[] | undefined) ?? [];
  const present = (data['presentAtSigning'] as readonly string[] | undefined) ?? [];
  const personId = data['personId'] as string | undefined;
  return [
    ...(personId === undefined ? [] : [personId]),
    ...guests.map((guest) => guest.personId),
    ...present,
  ];
}

/** `{fr, en}` as a list of texts. */
function texts(value: unknown): readonly Text[] {
  return Object.entries((value ?? {}) as Record<string, string>)
    .filter(([lang]) => lang === 'fr' || lang === 'en')
    .map(([lang, text]) => ({ text, lang }));
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
  return Object.fromEntries(
    members.filter((m) => data[m] !== null && data[m] !== undefined).map((m) => [m, data[m]]),
  );
}

function commandOf(
  event: ScenarioEvent,
  evidence: readonly EvidenceInput[],
  eventIdOfSeed: (seed: string) => string,
): Command {
  const { data } = event;
  const shared = { occurredOn: dateOf(event.occurredOnDetail), evidence };
  const make = (name: Command['name'], input: Data): Command =>
    ({ name, input: { ...input, ...shared } }) as unknown as Command;
  switch (event.type) {
    case 'SourceDeposited':
      return make(
        'depositSource',
        pick(data, 'sourceId', 'kind', 'issuer', 'publishedOn', 'lang', 'sha256', 'file'),
      );
    case 'OrganizationRegistered': {
      const name = data['name'] as Text;
      const aliases = (data['aliases'] as readonly (Text & { use: string })[] | undefined) ?? [];
      const foundedOn = data['foundedOn'] as ScenarioDate | undefined;
      return make('registerOrganization', {
        ...pick(data, 'organizationId', 'kind', 'jurisdiction', 'relations'),
        names: [{ ...name, use: 'OFFICIAL' }, ...aliases],
        ...(foundedOn && { foundedOn: dateOf(foundedOn) }),
      });
    }
    case 'OrganizationAliasAdded':
      return make('addOrganizationAlias', pick(data, 'organizationId', 'alias'));
    case 'DesignationObserved':
      return make('observeDesignation', pick(data, 'organizationId', 'designation', 'grantedBy'));
    case 'AgreementRegistered': {
      const objectives = data['objectives'] as
        readonly ({ code: string } & Record<string, string>)[] | undefined;
      return make('registerAgreement', {
        ...pick(data, 'agreementId', 'kind', 'binding', 'openToAccession'),
        title: texts(data['title']),
        ...(objectives && { objectives: objectives.map((o) => ({ code: o.code, texts: texts(o) })) }),
        ...(data['sector'] !== undefined && { sectors: texts(data['sector']) }),
      });
    }
    case 'PartnerSigned':
      return make(
        'recordSignature',
        pick(
          data,
          'agreementId',
          'organizationId',
          'capacity',
          'signatoryRank',
          'nameAsSigned',
          'signedBy',
          'presentAtSigning',
        ),
      );
    case 'AgreementEnteredIntoForce':
      return make('recordEntryIntoForce', pick(data, 'agreementId', 'basis'));
    case 'AgreementTermSet': {
      const startsOn = data['startsOnDetail'] as ScenarioDate | undefined;
      return make('setTerm', {
        ...pick(data, 'agreementId', 'duration', 'renewal', 'noticeDays'),
        ...(startsOn && { startsOn: dateOf(startsOn) }),
        endsOn: { edtf: data['endsOn'] },
      });
    }
    case 'AgreementExpired':
      return { name: 'expireAgreement', input: { agreementId: String(data['agreementId']), evidence } };
    case 'LeadDesignated':
      return make('designateLead', pick(data, 'agreementId', 'organizationIds', 'role'));
    case 'PartnerIntentDeclared':
      return make('declareIntent', {
        ...pick(data, 'agreementId', 'organizationId', 'intent', 'expectedBy'),
        ...(data['declaredAtMeetingId'] !== undefined && { meetingId: data['declaredAtMeetingId'] }),
        horizon: texts(data['horizon']),
      });
    case 'EvidenceAttached':
      return make('attachEvidence', {
        ...pick(data, 'agreementId', 'sourceId', 'strength'),
        supports: (data['supports'] as readonly string[]).map(eventIdOfSeed),
        note: texts(data['note']),
      });
    case 'RoleObserved':
      return make('observeRole', {
        ...pick(data, 'personId', 'organizationId', 'title'),
        current: data['state'] === 'CURRENT',
      });
    case 'MeetingHeld':
      return make('recordMeeting', {
        ...pick(
          data,
          'meetingId',
          'agreementId',
          'ordinal',
          'place',
          'hostOrganizationId',
          'attendance',
          'guests',
        ),
        title: texts(data['title']),
      });
    case 'ActionTrackIdentified':
      return make('identifyActionTrack', { ...pick(data, 'meetingId', 'code'), text: texts(data['text']) });
    case 'MissionUndertaken': {
      const participants = data['participants'] as Data | undefined;
      return make('recordMission', {
        ...pick(data, 'missionId', 'ordinal', 'destination', 'organizerIds', 'funderIds'),
        ...(data['purpose'] !== undefined && { purpose: texts(data['purpose']) }),
        ...(data['outcome'] !== undefined && { outcome: texts(data['outcome']) }),
        ...(participants && {
          participants: { ...pick(participants, 'approx', 'scope'), text: texts(participants) },
        }),
      });
    }
    default:
      throw new Error(`the scenario has an event of type ${event.type}, which no command records`);
  }
}

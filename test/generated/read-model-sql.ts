import {
  CompiledQuery,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
} from 'kysely';
import * as readModel from '@entente/read-model';
import type { AsOf, Db } from '@entente/read-model';
import type { Artefact } from './artefact.js';

const asOf: AsOf = { validOn: '2025-01-28', position: 42n };
const page = { first: 50, after: null };
const ids = ['one', 'two'];
const eventIds = ['00000000-0000-4000-8000-000000000001'];

const FLAGGED = {
  flags: readModel.FLAGS,
  thresholds: readModel.FLAG_THRESHOLDS,
  timeZone: 'America/Toronto',
};
const sought = { text: 'release', asOf, most: 50 };

type Question = (db: Db) => Promise<unknown>;

/** Each question of the read model with the arguments that make the most of its SQL, by the file that shows it. */
const QUESTIONS: Readonly<Record<string, Readonly<Record<string, Question>>>> = {
  agreement: {
    agreementsByIds: (db) => readModel.agreementsByIds(db, ids, asOf),
    statusLinesOf: (db) => readModel.statusLinesOf(db, ids, asOf),
    participationLinesOf: (db) => readModel.participationLinesOf(db, ids, asOf),
    recordingsOf: (db) => readModel.recordingsOf(db, ['agreement-one'], asOf),
    statusesOf: (db) => readModel.statusesOf(db, ids, asOf),
    takingPartOf: (db) => readModel.takingPartOf(db, ids, asOf),
    participationsOf: (db) => readModel.participationsOf(db, ids, asOf),
    leadsOf: (db) => readModel.leadsOf(db, ids, asOf),
    termsOf: (db) => readModel.termsOf(db, ids, asOf),
    flagFactsOf: (db) => readModel.flagFactsOf(db, ids, asOf),
    sourcesCitedBy: (db) => readModel.sourcesCitedBy(db, ids, asOf),
    'listAgreements by title': (db) =>
      readModel.listAgreements(db, { filter: EVERY_FILTER, sort: 'TITLE', asOf, page: goingOn('title') }),
    'listAgreements by the end of the term': (db) =>
      readModel.listAgreements(db, { filter: {}, sort: 'END_DATE', asOf, page: goingOn('2026-01-01') }),
    'listAgreements by what was recorded last': (db) =>
      readModel.listAgreements(db, { filter: {}, sort: 'LAST_RECORDED', asOf, page: goingOn('41') }),
    'listAgreements by flag': (db) =>
      readModel.listAgreements(db, { filter: { flagged: FLAGGED }, sort: 'TITLE', asOf, page }),
    countAgreementsByFlag: (db) => readModel.countAgreementsByFlag(db, {}, FLAGGED, asOf),
    lastRecordedOf: (db) => readModel.lastRecordedOf(db, ids, asOf),
    openingsOf: (db) => readModel.openingsOf(db, ids, asOf),
    textsOf: (db) => readModel.textsOf(db, ids, asOf),
    suspensionsOf: (db) => readModel.suspensionsOf(db, ids, asOf),
    contentsOf: (db) => readModel.contentsOf(db, ids, asOf),
    amendmentsOf: (db) => readModel.amendmentsOf(db, ids, asOf),
    reviewsOf: (db) => readModel.reviewsOf(db, ids, asOf),
    supersededBy: (db) => readModel.supersededBy(db, ids, asOf),
    supersededWith: (db) => readModel.supersededWith(db, ids, asOf),
    passedOverOf: (db) => readModel.passedOverOf(db, ids, asOf),
    'countAgreementsBy status': (db) => readModel.countAgreementsBy(db, 'status', EVERY_FILTER, asOf),
    countAgreements: (db) => readModel.countAgreements(db, EVERY_FILTER, asOf),
    firstAgreementsOf: (db) => readModel.firstAgreementsOf(db, ids, OWN, asOf, 50),
    countAgreementsOf: (db) => readModel.countAgreementsOf(db, ids, { ...OWN, whose: 'INHERITED' }, asOf),
    listDaysOf: (db) => readModel.listDaysOf(db, EVERY_FILTER, asOf, 1_000),
    listInherited: (db) => readModel.listInherited(db, 'one', asOf, page),
    intentsOf: (db) => readModel.intentsOf(db, ids, asOf),
    listIntents: (db) =>
      readModel.listIntents(db, {
        filter: { state: 'OPEN', agreementId: 'one', declaredUntil: '2024-12-31' },
        asOf,
        page: { first: 50, after: ['2024-01-01', '41'] },
      }),
    countIntents: (db) => readModel.countIntents(db, { state: 'OPEN' }, asOf),
  },
  'change-days': {
    'changeDaysOf an organization': (db) =>
      readModel.changeDaysOf(db, { kind: 'organization', id: 'one', withPeople: true }, asOf, 1_000),
    'changeDaysOf a committee': (db) =>
      readModel.changeDaysOf(db, { kind: 'committee', id: 'one', withPeople: true }, asOf, 1_000),
  },
  committee: {
    committeesByIds: (db) => readModel.committeesByIds(db, ids, asOf),
    listCommittees: (db) =>
      readModel.listCommittees(db, {
        filter: { programmeId: 'one', kinds: ['CLUSTER', 'REGIONAL'], text: 'meuble' },
        asOf,
        page: goingOn('title'),
      }),
    countCommittees: (db) => readModel.countCommittees(db, {}, asOf),
    firstCommitteesOf: (db) => readModel.firstCommitteesOf(db, ids, asOf, 50),
    countCommitteesOf: (db) => readModel.countCommitteesOf(db, ids, asOf),
    bylawsOf: (db) => readModel.bylawsOf(db, ids, asOf),
    mandatesOfCommittees: (db) => readModel.mandatesOfCommittees(db, ids, asOf),
    conflictsOf: (db) => readModel.conflictsOf(db, ids, asOf),
  },
  programme: {
    programmesByIds: (db) => readModel.programmesByIds(db, ids, asOf),
    rulesOfProgrammes: (db) => readModel.rulesOfProgrammes(db, ids, asOf),
    outcomesOf: (db) => readModel.outcomesOf(db, ids, asOf),
    annualsOf: (db) => readModel.annualsOf(db, ids, asOf),
  },
  resolution: {
    resolutionsByIds: (db) => readModel.resolutionsByIds(db, ids, asOf),
    listResolutions: (db) =>
      readModel.listResolutions(db, {
        filter: { committeeId: 'one', state: 'ADOPTED' },
        asOf,
        page: goingOn('2024-01-01'),
      }),
    countResolutions: (db) => readModel.countResolutions(db, {}, asOf),
    firstResolutionsOf: (db) => readModel.firstResolutionsOf(db, ids, 'ADOPTED', asOf, 50),
    countResolutionsOf: (db) => readModel.countResolutionsOf(db, ids, null, asOf),
  },
  project: {
    projectsByIds: (db) => readModel.projectsByIds(db, ids, asOf),
    listProjects: (db) =>
      readModel.listProjects(db, {
        filter: {
          committeeId: 'one',
          programmeId: 'one',
          promoterId: 'one',
          states: ['APPROVED', 'PARTLY_APPROVED'],
        },
        asOf,
        page: goingOn('2024-01-01'),
      }),
    countProjects: (db) => readModel.countProjects(db, {}, asOf),
  },
  event: {
    eventsByIds: (db) => readModel.eventsByIds(db, eventIds),
    eventsByPlace: (db) => readModel.eventsByPlace(db, [{ stream: 'agreement-one', revision: 3 }]),
    listEvents: (db) =>
      readModel.listEvents(db, {
        filter: {
          stream: 'agreement-one',
          types: ['PartnerSigned'],
          actor: 'secretariat:one',
          recordedFrom: new Date('2025-01-28T12:00:00Z'),
          recordedBefore: new Date('2025-01-29T12:00:00Z'),
          about: 'organization-one',
          overridden: true,
          late: { days: 30, timeZone: 'America/Toronto' },
        },
        newestFirst: true,
        position: 42n,
        page: { first: 50, after: ['41'] },
      }),
    countEvents: (db) => readModel.countEvents(db, { types: ['PartnerSigned'] }, 42n),
    firstEventsOf: (db) => readModel.firstEventsOf(db, ['agreement-one'], { position: 42n, first: 50 }),
    countEventsOf: (db) => readModel.countEventsOf(db, ['agreement-one'], 42n),
    knownAtPositions: (db) => readModel.knownAtPositions(db, [41n, 42n]),
    recordersOf: (db) => readModel.recordersOf(db, 500),
    recordingDays: (db) => readModel.recordingDays(db, 'America/Toronto', 200),
    lastPositionKnownBy: (db) => readModel.lastPositionKnownBy(db, new Date('2025-01-28T12:00:00Z')),
    erasuresIn: (db) => readModel.erasuresIn(db),
    newestSealed: (db) => readModel.newestSealed(db),
  },
  envelope: {
    envelopesByIds: (db) => readModel.envelopesByIds(db, ids, asOf),
    commitmentsOf: (db) => readModel.commitmentsOf(db, ids, asOf),
    listEnvelopes: (db) =>
      readModel.listEnvelopes(db, {
        filter: { fund: 'one', programmeId: 'two' },
        asOf,
        page: { first: 50, after: ['one.region'] },
      }),
    countEnvelopes: (db) => readModel.countEnvelopes(db, { fund: null, programmeId: null }, asOf),
  },
  funding: {
    fundingsByIds: (db) => readModel.fundingsByIds(db, ids, asOf),
    listFundings: (db) =>
      readModel.listFundings(db, { organizationId: 'one', asOf, page: goingOn('2024-01-01') }),
    indicatorsOf: (db) => readModel.indicatorsOf(db, ids, asOf),
    firstFundingsOf: (db) => readModel.firstFundingsOf(db, ids, asOf, 50),
    countFundingsOf: (db) => readModel.countFundingsOf(db, ids, asOf),
    countFundings: (db) => readModel.countFundings(db, null, asOf),
  },
  meeting: {
    meetingsByIds: (db) => readModel.meetingsByIds(db, ids, asOf),
    listMeetings: (db) =>
      readModel.listMeetings(db, {
        filter: { state: 'HELD', agreementId: 'one' },
        asOf,
        page: goingOn('2024-01-01'),
      }),
    countMeetings: (db) => readModel.countMeetings(db, { state: 'SCHEDULED' }, asOf),
    firstMeetingsOf: (db) => readModel.firstMeetingsOf(db, ids, 'HELD', asOf, 50),
    countMeetingsOf: (db) => readModel.countMeetingsOf(db, ids, 'CANCELLED', asOf),
    meetingsHeldOn: (db) => readModel.meetingsHeldOn(db, 'one', '2025-01-28'),
  },
  mission: {
    missionsByIds: (db) => readModel.missionsByIds(db, ids, asOf),
    listMissions: (db) =>
      readModel.listMissions(db, { organizationId: 'one', asOf, page: goingOn('2024-01-01') }),
    missionResultsOf: (db) => readModel.missionResultsOf(db, ids, asOf),
    countMissions: (db) => readModel.countMissions(db, null, asOf),
  },
  organization: {
    pairsOfSameName: (db) => readModel.pairsOfSameName(db, asOf, { after: null, most: 50 }),
    decisionsOn: (db) => readModel.decisionsOn(db, ids, asOf),
    organizationsByIds: (db) => readModel.organizationsByIds(db, ids, asOf),
    relationsOf: (db) => readModel.relationsOf(db, ids, asOf),
    designationsOf: (db) => readModel.designationsOf(db, ids, asOf),
    namesOf: (db) => readModel.namesOf(db, ids, asOf),
    organizationsNamed: (db) => readModel.organizationsNamed(db, 'Aluminerie du Saguenay', asOf),
    namesLike: (db) => readModel.namesLike(db, [{ text: 'Aluminerie du Saguenay', use: 'OFFICIAL' }]),
    organizationsIdentified: (db) =>
      readModel.organizationsIdentified(db, { identifiers: [{ scheme: 'ROR', value: '05f950310' }], ids }),
    sameNamesAs: (db) => readModel.sameNamesAs(db, ids, asOf),
    listOrganizations: (db) =>
      readModel.listOrganizations(db, { text: 'aluminerie', asOf, page: goingOn('name') }),
    treesOf: (db) => readModel.treesOf(db, ids, asOf),
    mergersOf: (db) => readModel.mergersOf(db, ids, asOf),
    mergersInto: (db) => readModel.mergersInto(db, ids, asOf),
    countMergedParties: (db) => readModel.countMergedParties(db, asOf),
    countOrganizations: (db) => readModel.countOrganizations(db, null, asOf),
  },
  statistics: {
    'countsOn of all': (db) => readModel.countsOn(db, DAYS, { ...COUNTING, filter: EVERY_FILTER }),
    'countsOn by sector': (db) => readModel.countsOn(db, DAYS, { ...COUNTING, dimension: 'SECTOR' }),
    'countsOn by jurisdiction': (db) =>
      readModel.countsOn(db, DAYS, { ...COUNTING, dimension: 'JURISDICTION' }),
    totalsOn: (db) => readModel.totalsOn(db, DAYS, { total: 'OPEN_INTENTS', position: 42n }),
    awardedOn: (db) => readModel.awardedOn(db, DAYS, { position: 42n }),
    networkEdges: (db) => readModel.networkEdges(db, NETWORK, asOf, 500),
    networkCounts: (db) => readModel.networkCounts(db, ids, NETWORK, asOf),
  },
  person: {
    personsByIds: (db) => readModel.personsByIds(db, ids, asOf),
    rolesOfPersons: (db) => readModel.rolesOfPersons(db, ids, asOf),
    rolesInOrganizations: (db) => readModel.rolesInOrganizations(db, ids, asOf),
  },
  vocabulary: Object.fromEntries(
    (
      [
        'agreementKinds',
        'capacities',
        'leadRoles',
        'sectors',
        'organizationKinds',
        'jurisdictions',
        'regions',
        'identifierSchemes',
        'committeeKinds',
        'sourceKinds',
      ] as const
    ).map((list) => [`wordsOf ${list}`, (db: readModel.Db) => readModel.wordsOf(db, list, asOf, 500)]),
  ),
  search: {
    searchAgreements: (db) => readModel.searchAgreements(db, sought),
    searchOrganizations: (db) => readModel.searchOrganizations(db, sought),
    searchMeetings: (db) => readModel.searchMeetings(db, sought),
    searchSources: (db) => readModel.searchSources(db, sought),
  },
  source: {
    sourcesByIds: (db) => readModel.sourcesByIds(db, ids, asOf),
    listSources: (db) =>
      readModel.listSources(db, {
        filter: { text: 'release', kind: 'ARTICLE', sha256: 'ab', uncited: true, hasText: false },
        asOf,
        page: { first: 50, after: ['7', 'one'] },
      }),
    countSources: (db) => readModel.countSources(db, { uncited: false }, asOf),
    firstCitationsOf: (db) => readModel.firstCitationsOf(db, ids, asOf, 50),
    listCitations: (db) =>
      readModel.listCitations(db, { sourceId: 'one', asOf, page: { first: 50, after: ['7', '0'] } }),
    countCitationsOf: (db) => readModel.countCitationsOf(db, ids, asOf),
  },
  correction: {
    correctedEvents: (db) => readModel.correctedEvents(db, eventIds, asOf),
    listCorrections: (db) =>
      readModel.listCorrections(db, { stream: 'agreement-one', asOf, page: goingOn('7') }),
    countCorrections: (db) => readModel.countCorrections(db, null, asOf),
  },
  quality: {
    recordingLagOf: (db) => readModel.recordingLagOf(db, asOf, { timeZone: 'America/Toronto', lateDays: 30 }),
    factsBy: (db) => readModel.factsBy(db, 'basis', asOf),
    countAnnulled: (db) => readModel.countAnnulled(db, asOf),
    countPassedOver: (db) => readModel.countPassedOver(db, asOf),
    countWithoutTerm: (db) => readModel.countWithoutTerm(db, asOf),
    countWithoutText: (db) => readModel.countWithoutText(db, asOf),
    countDangling: (db) => readModel.countDangling(db, asOf),
    countSharedNames: (db) => readModel.countSharedNames(db, asOf),
  },
  calendar: {
    listCalendar: (db) =>
      readModel.listCalendar(db, {
        filter: EVERY_DAY,
        asOf,
        page: { ...page, after: ['2025-01-28', 'TERM_END', eventIds[0] ?? ''] },
      }),
    countCalendar: (db) => readModel.countCalendar(db, EVERY_DAY, asOf),
  },
  dispute: {
    listDisputes: (db) =>
      readModel.listDisputes(db, {
        filter: { stream: 'agreement-one', open: true },
        asOf,
        page: goingOn('7'),
      }),
    countDisputes: (db) => readModel.countDisputes(db, { open: true }, asOf),
    disputesOfStreams: (db) => readModel.disputesOfStreams(db, ids, asOf),
    disputesOfEvents: (db) => readModel.disputesOfEvents(db, eventIds, asOf),
  },
};

const DAYS = ['2025-01-28', '2025-02-28'];
const COUNTING: readModel.Counting = { dimension: 'ALL', filter: {}, position: 42n };
const NETWORK: readModel.NetworkAsked = { statuses: ['IN_FORCE'], kinds: ['MOU'], around: ids };

const OWN = { roles: ['PARTY'], whose: 'OWN', inForce: ['YES'] } as const;

const EVERY_DAY: readModel.CalendarFilter = {
  from: '2025-01-28',
  to: '2026-01-28',
  kinds: ['TERM_END'],
  partyId: 'one',
};

const EVERY_FILTER: readModel.AgreementFilter = {
  status: ['IN_FORCE'],
  inForce: ['YES'],
  certainty: 'CERTAIN',
  partyId: 'one',
  kind: ['MOU'],
  text: 'two words',
  endsFrom: '2025-01-28',
  endsTo: '2025-12-31',
  recordedSince: new Date('2025-01-28T12:00:00Z'),
  ids: ['one'],
  sourceId: 's1',
  identifier: { scheme: 'Register', value: '1994-027' },
};

function goingOn(key: string) {
  return { ...page, after: [key, 'one'] };
}

/** `libs/read-model/sql`: the statements that questions send, for a reviewer to read. Made without a database. */
export async function readModelSql(): Promise<readonly Artefact[]> {
  const missing = questionsOf(readModel).filter((name) => !isShown(name));
  if (missing.length > 0) throw new Error(`no SQL is shown of ${missing.join(', ')}: add it to QUESTIONS`);
  const files = Object.entries(QUESTIONS).map(async ([name, questions]) => {
    const shown = await Promise.all(Object.entries(questions).map(([title, ask]) => show(title, ask)));
    return { path: `libs/read-model/sql/${name}.sql`, text: `${HEADER}\n${shown.join('\n')}` };
  });
  return Promise.all(files);
}

const HEADER = `-- The statements of the read model's questions. Made by \`npm run generate\`; do not edit.
-- The schema of the version that is live stands before each table.
`;

function isShown(name: string): boolean {
  return Object.values(QUESTIONS).some((questions) =>
    Object.keys(questions).some((title) => title.split(' ')[0] === name),
  );
}

/** The exported functions that take the read model as their first parameter. */
function questionsOf(exports: object): readonly string[] {
  return Object.entries(exports)
    .filter(([, value]) => typeof value === 'function' && /^(async )?function \w+\(db\b/.test(String(value)))
    .map(([name]) => name);
}

async function show(title: string, ask: Question): Promise<string> {
  const statements: string[] = [];
  await ask(recording((statement) => statements.push(statement)));
  return `-- ${title}\n${statements.map((statement) => `${layOut(statement)};\n`).join('\n')}`;
}

/** A read model that keeps what it is asked, and finds nothing. */
function recording(keep: (statement: string) => void): Db {
  const connection: DatabaseConnection = {
    executeQuery: async (query: CompiledQuery) => {
      keep(query.sql);
      return { rows: [] };
    },
    streamQuery: () => {
      throw new Error('no question streams');
    },
  };
  const nothing = async (): Promise<void> => {};
  const database = new Kysely<never>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => ({
        init: nothing,
        acquireConnection: async () => connection,
        beginTransaction: nothing,
        commitTransaction: nothing,
        rollbackTransaction: nothing,
        releaseConnection: nothing,
        destroy: nothing,
      }),
    },
  });
  const schemaName = 'read_model';
  const send: Db['send'] = async ({ text }) => {
    keep(text);
    return [];
  };
  return Object.assign(database.withSchema(schemaName), { schemaName, send }) as unknown as Db;
}

/** The statement with its parts on lines of their own, further in where it asks within a question; names need no quotes. */
function layOut(statement: string): string {
  const parts = statement
    .replaceAll('"', '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ (from|where|and|left join|inner join|cross join|join|group by|order by|limit) /g, '\n$1 ')
    .replace(/\(select /g, '(\nselect ')
    .split('\n');
  let depth = 0;
  const lines = parts.map((part) => {
    const isHead = part.startsWith('select ');
    const line = `${'  '.repeat(isHead ? depth : depth + 1)}${part}`;
    depth += part.split('(').length - part.split(')').length;
    return line;
  });
  return lines.join('\n');
}

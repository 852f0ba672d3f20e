import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client as Database } from 'pg';
import { databaseUrl, startLedger, until, type LedgerProcess } from '../support/ledger-process.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { logStores, type LogPlace } from '../support/log-stores.js';

/** Enough that a statement for each member of a page would show. */
const MANY = 60;
let ledger: LedgerProcess;
let position: string;

describe.each(logStores('The lists', 44))('a ledger whose log is in $name', (store) => {
  let place: LogPlace;

  beforeAll(async () => {
    place = await store.open();
    ledger = await startLedger({ env: place.env });
    await depositSource(ledger, 'lists');
    const numbers = Array.from({ length: MANY }, (_, index) => String(index).padStart(2, '0'));
    // Eight at a time: the ledger is to be filled, not hurried.
    for (let from = 0; from < MANY; from += 8)
      position = (await Promise.all(numbers.slice(from, from + 8).map(fill))).sort().at(-1) ?? '';
  }, 120_000);
  afterAll(async () => {
    await ledger?.dispose();
    await place?.dispose();
  });

  const WORDS = [
    'Érable',
    'Épinette',
    'Bouleau',
    'Mélèze',
    'Pruche',
    'Frêne',
    'Chêne',
    'Cèdre',
    'Orme',
    'Tilleul',
  ];

  /** An award with a target and a figure of it, and an envelope with a commitment. */
  async function fund(number: string, between: object): Promise<void> {
    const evidence = [{ sourceId: 'lists' }];
    const of = { evidence, occurredOn: { edtf: '2025-03-03' } };
    const money = (value: string) => ({ amount: { value, currency: 'CAD' } });
    const fundingId = `award-${number}`;
    const envelope = { ...of, fund: 'lists', region: `region-${number}` };
    const indicator = { ...of, fundingId, indicator: 'JOBS', unit: 'JOBS', value: '5' };
    await record(ledger, 'awardFunding', { ...of, ...between, ...money('1000'), fundingId });
    await record(ledger, 'setIndicatorTarget', indicator);
    await record(ledger, 'reportIndicator', {
      ...indicator,
      period: { from: '2025-01-01', to: '2025-03-03' },
    });
    await record(ledger, 'allotEnvelope', { ...envelope, ...money('1000') });
    await record(ledger, 'commitEnvelope', { ...envelope, ...money('10'), commitmentId: 'one' });
  }

  /** An agreement with two parties, an intent, a lead, a term, a meeting and a person; beside it what {@link fund} makes. */
  async function fill(number: string): Promise<string> {
    const evidence = [{ sourceId: 'lists' }];
    const word = `${WORDS[Number(number) % 10]} ${WORDS[Math.floor(Number(number) / 10)]} ${'xyzwvutsrq'[Number(number) % 10]}${number}`;
    const [one, two, three] = ['one', 'two', 'three'].map((name) => `${name}-${number}`) as [
      string,
      string,
      string,
    ];
    await registerOrganization(ledger, one, `Scierie ${word}`, 'lists');
    await registerOrganization(ledger, two, `Papeterie ${word}`, 'lists');
    await registerOrganization(ledger, three, `Menuiserie ${word}`, 'lists');
    const agreementId = `list-${number}`;
    await registerAgreement(ledger, agreementId, `Entente de forêt ${word}`, 'lists');
    const { data } = await ledger.gql<{ registerPerson: { person: { personId: string } } }>(
      'mutation ($input: RegisterPersonInput!) { registerPerson(input: $input) { person { personId } } }',
      { input: { commandId: crypto.randomUUID(), displayName: `Quidam ${word}`, evidence } },
    );
    const personId = data?.registerPerson.person.personId;
    const of = { agreementId, evidence, occurredOn: { edtf: '2025-03-03' } };
    await record(ledger, 'recordSignature', {
      ...of,
      organizationId: one,
      signatoryRank: 1,
      signedBy: [personId],
    });
    await record(ledger, 'recordSignature', { ...of, organizationId: two, signatoryRank: 2 });
    await record(ledger, 'recordEntryIntoForce', { ...of, basis: 'PRESUMED_ON_SIGNATURE' });
    await record(ledger, 'designateLead', { ...of, organizationIds: [one] });
    await record(ledger, 'declareIntent', {
      ...of,
      organizationId: three,
      occurredOn: { edtf: '2025-04-04' },
    });
    await record(ledger, 'setTerm', {
      ...of,
      startsOn: { edtf: '2025-03-03' },
      endsOn: { edtf: `2031-0${(Number(number) % 9) + 1}-11` },
    });
    await record(ledger, 'observeRole', {
      personId,
      organizationId: one,
      title: { text: 'Présidente', lang: 'fr' },
      current: true,
      occurredOn: { edtf: '2025-03-03' },
      evidence,
    });
    await fund(number, { funderId: one, beneficiaryId: two });
    const receipt = await record(ledger, 'recordMeeting', {
      meetingId: `meeting-${number}`,
      agreementId,
      occurredOn: { edtf: '2025-05-05' },
      attendance: [{ organizationId: one }, { organizationId: two }],
      guests: [{ personId }],
      evidence,
    });
    return receipt.position;
  }

  /** A committee with a mandate, a bylaw and a declaration, a project, and a resolution of it that is voted on and adopted. */
  async function govern(number: string, personId: string): Promise<string> {
    const evidence = [{ sourceId: 'lists' }];
    const [committeeId, projectId, resolutionId] = ['committee', 'project', 'resolution'].map(
      (kind) => `${kind}-${number}`,
    );
    const title = [{ text: `Bois ${number}`, lang: 'fr' }];
    const on = (edtf: string) => ({ evidence, occurredOn: { edtf } });
    const committee = { committeeId, ...on('2020-01-01') };
    const matter = { matterKind: 'project', matterId: projectId };
    await record(ledger, 'establishCommittee', { ...committee, kind: 'CLUSTER', title, programmeId: 'bois' });
    await record(ledger, 'adoptBylaw', { ...committee, quorum: { members: 1 } });
    await record(ledger, 'grantMandate', { ...committee, personId, seat: 'chair' });
    await record(ledger, 'proposeProject', {
      ...on('2020-02-01'),
      projectId,
      committeeId,
      programmeId: 'bois',
      promoterId: `one-${number}`,
      title,
    });
    await record(ledger, 'proposeResolution', {
      ...on('2020-02-02'),
      resolutionId,
      committeeId,
      title,
      wording: title,
      ...matter,
    });
    await record(ledger, 'declareConflict', {
      ...committee,
      ...on('2020-02-03'),
      personId,
      ...matter,
      recused: false,
    });
    await record(ledger, 'recordVote', { ...on('2020-02-04'), resolutionId, personId, vote: 'FOR' });
    await record(ledger, 'adoptResolution', { ...on('2020-02-05'), resolutionId, present: [personId] });
    const { position: at } = await record(ledger, 'approveProject', {
      ...on('2020-02-06'),
      projectId,
      approval: 'CLUSTER_COMMITTEE_RESOLUTION',
      committeeId,
      resolutionId,
    });
    return at;
  }

  async function answer<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T> {
    const { data, errors } = await ledger.gql<T>(query, variables);
    expect(errors).toEqual([]);
    return data as T;
  }

  /** Waits until answers know of everything that was recorded. */
  function caughtUp(): Promise<void> {
    return until('the read model has caught up', async () => {
      const { position: at } = await answer<{ position: { head: string; projected: string } }>(
        '{ position { head projected } }',
      );
      return at.head === at.projected;
    });
  }

  interface ListPage {
    readonly list: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly asOf?: { readonly position: string; readonly validOn: string };
    };
  }

  /** Reads a list to its end; `between` runs after each page. */
  async function walk(
    query: string,
    first: number,
    between: (page: number) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<{ readonly ids: readonly string[]; readonly pages: readonly ListPage['list'][] }> {
    const pages: ListPage['list'][] = [];
    let after: string | null = null;
    do {
      const page: ListPage = await answer<ListPage>(query, { first, after });
      pages.push(page.list);
      after = page.list.pageInfo.hasNextPage ? page.list.pageInfo.endCursor : null;
      await between(pages.length);
    } while (after !== null);
    return { ids: pages.flatMap(({ nodes }) => nodes.map(undated)), pages };
  }

  /** A node id without the dates of its page: those of a first page are the present, those of a later one its position. */
  function undated({ id }: { readonly id: string }): string {
    return id.split('@', 1)[0] ?? '';
  }

  const LISTS: Readonly<Record<string, string>> = {
    'agreements by title': 'agreements(first: $first, after: $after)',
    'agreements by the end of their term': 'agreements(sort: END_DATE, first: $first, after: $after)',
    'agreements by what was recorded last': 'agreements(sort: LAST_RECORDED, first: $first, after: $after)',
    'agreements of a party in force':
      'agreements(filter: { partyId: "one-07", inForce: [YES] }, first: $first, after: $after)',
    'agreements found by a word': 'agreements(filter: { text: "foret" }, first: $first, after: $after)',
    'agreements that expire': 'expiring(withinDays: 3650, first: $first, after: $after)',
    organizations: 'organizations(first: $first, after: $after)',
    'organizations found by a word': 'organizations(text: "melez", first: $first, after: $after)',
    meetings: 'meetings(first: $first, after: $after)',
    missions: 'missions(first: $first, after: $after)',
    fundings: 'fundings(first: $first, after: $after)',
    envelopes: 'envelopes(first: $first, after: $after)',
  };
  const queryOf = (list: string): string =>
    `query ($first: Int, $after: String) { list: ${list} {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } asOf { position validOn }
  } }`;

  describe('a list', () => {
    it.each(Object.keys(LISTS))('of %s is the same in small pages as in one', async (name) => {
      const query = queryOf(LISTS[name] ?? '');
      const whole = await walk(query, 200);
      const pieces = await walk(query, 7);
      expect(pieces.ids).toEqual(whole.ids);
      expect(new Set(whole.ids).size).toBe(whole.ids.length);
      expect(whole.ids.length).toBe(whole.pages[0]?.totalCount);
      expect(whole.ids.length).toBeGreaterThan(0);
    });

    it.each(['agreements by title', 'agreements by what was recorded last', 'organizations'])(
      'of %s stays the list of its first page while facts arrive',
      async (name) => {
        const query = queryOf(LISTS[name] ?? '');
        await caughtUp();
        const before = await walk(query, 200);
        const slug = name.replaceAll(' ', '-');
        const walked = await walk(query, 11, async (page) => {
          // Before the place that was reached, behind it, and a change of what orders the list.
          await registerOrganization(ledger, `${slug}-a-${page}`, `Aaa ${slug} aaa${page}`, 'lists');
          await registerOrganization(ledger, `${slug}-z-${page}`, `Zzz ${slug} zzz${page}`, 'lists');
          await registerAgreement(ledger, `${slug}-a-${page}`, `Aaa ${slug} aaa${page}`, 'lists');
          await registerAgreement(ledger, `${slug}-z-${page}`, `Zzz ${slug} zzz${page}`, 'lists');
          await record(ledger, 'designateLead', {
            agreementId: `list-${String((page % 20) + 40)}`,
            organizationIds: ['two-01'],
            occurredOn: { edtf: '2025-06-06' },
            evidence: [{ sourceId: 'lists' }],
          });
        });
        expect(walked.ids).toEqual(before.ids);
        expect(new Set(walked.pages.map(({ totalCount }) => totalCount))).toEqual(
          new Set([before.ids.length]),
        );
        expect(new Set(walked.pages.map(({ asOf }) => JSON.stringify(asOf))).size).toBe(1);
        await caughtUp();
        const after = await walk(query, 200);
        expect(after.ids.length).toBeGreaterThan(before.ids.length);
      },
    );

    it('of events goes on with what was recorded since, each event once, so that it can be polled', async () => {
      const query = `query ($first: Int, $after: String) { list: events(types: ["SourceDeposited"], first: $first, after: $after) {
      totalCount nodes { id } pageInfo { hasNextPage endCursor }
    } }`;
      await caughtUp();
      const before = await walk(query, 200);
      const walked = await walk(query, 1, async (page) => {
        if (page > 3) return;
        await depositSource(ledger, `while-listed-${page}`);
        await caughtUp();
      });
      expect(walked.ids.slice(0, before.ids.length)).toEqual(before.ids);
      expect(walked.ids).toHaveLength(before.ids.length + 3);
      expect(new Set(walked.ids).size).toBe(walked.ids.length);
      expect(walked.pages.at(-1)?.totalCount).toBe(walked.ids.length);

      // Who has come to the end asks again with the last cursor there was.
      const after = walked.pages.at(-1)?.pageInfo.endCursor;
      const nothing = await answer<ListPage>(query, { first: 50, after });
      expect(nothing.list.nodes).toEqual([]);
      await depositSource(ledger, 'when-listed');
      await caughtUp();
      const more = await answer<ListPage>(query, { first: 50, after });
      expect(more.list.nodes).toHaveLength(1);
      expect(walked.ids).not.toContain(more.list.nodes.map(undated)[0]);
    });

    const BELOW: Readonly<Record<string, string>> = {
      'meetings of an agreement':
        'of: agreement(id: "list-21", asOf: $asOf) { list: meetings(first: $first, after: $after) { ...page } }',
      'events of an agreement':
        'of: agreement(id: "list-21", asOf: $asOf) { list: history(first: $first, after: $after) { ...event } }',
      'agreements of an organisation':
        'of: organization(id: "one-21", asOf: $asOf) { list: agreements(first: $first, after: $after) { ...page } }',
    };
    const INSTANTS: Readonly<Record<string, () => object | null>> = {
      nothing: () => null,
      'an instant to come': () => ({ knownAt: '2999-01-01T00:00:00Z' }),
      'a moment ago': () => ({ knownAt: new Date(Date.now() - 1_000).toISOString() }),
    };

    /** Two meetings of one agreement on one day would be the same one. */
    let meetingDay = 0;

    it.each(
      Object.keys(BELOW).flatMap((name) => Object.keys(INSTANTS).map((asked) => [name, asked] as const)),
    )(
      'of the %s, asked for as of %s, stays the list of its first page while facts arrive',
      async (name, instant) => {
        const slug = `${name} ${instant}`.replaceAll(/[^a-z]/g, '');
        const inAddition = async (n: string): Promise<void> => {
          await record(ledger, 'recordMeeting', {
            meetingId: `${slug}-${n}`,
            agreementId: 'list-21',
            occurredOn: { edtf: `2025-06-${String((meetingDay += 1)).padStart(2, '0')}` },
            attendance: [{ organizationId: 'one-21' }],
            evidence: [{ sourceId: 'lists' }],
          });
          const agreementId = `${slug}-${n}`;
          await registerAgreement(ledger, agreementId, `Zzz ${slug} ${n}`, 'lists');
          await record(ledger, 'recordSignature', {
            agreementId,
            organizationId: 'one-21',
            occurredOn: { edtf: '2025-05-06' },
            evidence: [{ sourceId: 'lists' }],
          });
          await record(ledger, 'designateLead', {
            agreementId: 'list-21',
            organizationIds: ['two-01'],
            occurredOn: { edtf: '2025-06-06' },
            evidence: [{ sourceId: 'lists' }],
          });
          await caughtUp();
        };
        await inAddition('one');
        await inAddition('two');
        const fragments =
          BELOW[name]?.includes('...event') === true
            ? 'fragment event on LedgerEventConnection { totalCount nodes { id } pageInfo { hasNextPage endCursor } }'
            : `fragment page on ${name.startsWith('meet') ? 'Meeting' : 'Agreement'}Connection {
              totalCount nodes { id } pageInfo { hasNextPage endCursor } asOf { position validOn } }`;
        const query = `query ($first: Int, $after: String, $asOf: AsOf) { ${BELOW[name]} } ${fragments}`;
        const asOf = INSTANTS[instant]?.();
        const page = async (first: number, after: string | null): Promise<ListPage['list']> =>
          (await answer<{ of: ListPage }>(query, { first, after, asOf })).of.list;
        const whole = await page(200, null);
        const one = await page(1, null);
        await inAddition('three');
        const rest = await page(200, one.pageInfo.endCursor);
        expect([...one.nodes, ...rest.nodes].map(undated)).toEqual(whole.nodes.map(undated));
        expect(rest.totalCount).toBe(whole.totalCount);
        expect(rest.asOf).toEqual(one.asOf);
        expect((await page(200, null)).nodes.length).toBeGreaterThan(whole.nodes.length);
      },
    );

    it('below an object refuses a cursor of another day, of another instant, of a later position', async () => {
      const query = `query ($after: String, $asOf: AsOf) { agreement(id: "corridor-ne", asOf: $asOf) {
      history(first: 3, after: $after) { nodes { position } pageInfo { endCursor } } } }`;
      const { agreement } = await answer<{
        agreement: {
          history: {
            nodes: readonly { readonly position: string }[];
            pageInfo: { readonly endCursor: string };
          };
        };
      }>(query);
      const { nodes, pageInfo } = agreement.history;
      for (const asOf of [
        { validOn: '2025-01-01' },
        { knownAt: '2025-06-01T00:00:00Z' },
        { position: nodes[2]?.position },
      ]) {
        const { errors } = await ledger.gql(query, { after: pageInfo.endCursor, asOf });
        const [error] = errors;
        expect([error?.extensions.code, error?.extensions.field]).toEqual(['CURSOR_INVALID', 'after']);
      }
    });

    it('refuses a cursor with another asOf, filter or sort, and takes it with its own', async () => {
      const { agreements } = await answer<{ agreements: ListPage['list'] }>(
        '{ agreements(first: 3) { nodes { id } totalCount pageInfo { hasNextPage endCursor } asOf { position validOn } } }',
      );
      const after = agreements.pageInfo.endCursor;
      const refused = async (args: string): Promise<unknown> => {
        const { errors } = await ledger.gql(
          `query ($after: String) { agreements(${args}, after: $after) { nodes { id } } }`,
          {
            after,
          },
        );
        return [errors[0]?.extensions.code, errors[0]?.extensions.field];
      };
      expect(await refused('asOf: { validOn: "2025-01-01" }')).toEqual(['CURSOR_INVALID', 'after']);
      expect(await refused('asOf: { knownAt: "2025-06-01T00:00:00Z" }')).toEqual(['CURSOR_INVALID', 'after']);
      expect(await refused('filter: { kind: ["MOU"] }')).toEqual(['CURSOR_INVALID', 'after']);
      expect(await refused('sort: END_DATE')).toEqual(['CURSOR_INVALID', 'after']);
      const { validOn, position: at } = agreements.asOf ?? {};
      const same = await answer<{ agreements: ListPage['list'] }>(
        'query ($after: String, $asOf: AsOf) { agreements(first: 3, after: $after, asOf: $asOf) { nodes { id } } }',
        { after, asOf: { validOn, position: at } },
      );
      expect(same.agreements.nodes).toHaveLength(3);
    });

    it.each([
      ['agreements of no status', 'agreements(filter: { status: [] }) { totalCount }'],
      ['agreements of no kind', 'agreements(filter: { kind: [] }) { totalCount }'],
      ['agreements neither in force nor not', 'agreements(filter: { inForce: [] }) { totalCount }'],
      ['events of no type', 'events(types: []) { totalCount }'],
    ])('is empty where nothing is ticked: %s', async (_what, list) => {
      expect(await answer<object>(`{ list: ${list} }`)).toEqual({ list: { totalCount: 0 } });
    });

    it('finds French without its accents, its capitals and its punctuation, and with them', async () => {
      const found = async (text: string): Promise<readonly string[]> =>
        (
          await answer<{ agreements: { nodes: readonly { agreementId: string }[] } }>(
            'query ($text: String) { agreements(filter: { text: $text }, first: 200) { nodes { agreementId } } }',
            { text },
          )
        ).agreements.nodes.map(({ agreementId }) => agreementId);
      const plain = await found('cooperation economique amq');
      expect(plain).toEqual(['amq-mbi']);
      expect(await found('Coopération ÉCONOMIQUE, AMQ')).toEqual(plain);
      // Six have it as their first word and ten as their second, one of them as both.
      expect(await found('foret meleze')).toHaveLength(15);
      expect(await found('meleze foret')).toEqual(await found('foret meleze'));
      expect(await found('corridor semi-conducteurs')).toContain('corridor-ne');
      expect(await found('foret corridor')).toEqual([]);
      expect(await found('forêt MÉLÈZE')).toEqual(await found('foret meleze'));
      // What stands for something in SQL stands for itself here.
      expect(await found('%')).toEqual(await found('%%%'));
      const { organizations } = await answer<{ organizations: ListPage['list'] }>(
        '{ organizations(text: "universite du vermont") { nodes { organizationId } } }',
      );
      expect(organizations.nodes).toEqual([{ organizationId: 'uvm' }]);
      const { organization } = await answer<{ organization: { organizationId: string } }>(
        '{ organization(name: "UNIVERSITE DE SHERBROOKE") { organizationId } }',
      );
      expect(organization.organizationId).toBe('usherbrooke');
    });
  });

  describe('the SQL of a list', () => {
    const NAMED = 'id name names { text } asOf { validOn position knownAt }';
    const EVENT = 'id type position occurred { edtf note } provenance { source { id kind } quote } data';
    const QUERIES: Readonly<Record<string, string>> = {
      agreements: `agreements(first: $first, filter: { text: "forêt" }, asOf: { position: $position }) { totalCount nodes {
      id title kind objectives { code } asOf { knownAt }
      status { status flags possible since { edtf note } decidedBy { ${EVENT} } }
      term { endsOn { edtf } setBy { id } } terms { setBy { id type } }
      parties { organization { ${NAMED} } since { edtf note } signedBy { personId displayName } }
      leads { ${NAMED} } sources { id kind }
      intents { organization { ${NAMED} } knownSince event { ${EVENT} } }
      meetings(first: 2) { totalCount nodes { id heldOn { edtf note } attendance { organization { name } } guests { person { displayName } } } }
      history(first: 2) { totalCount nodes { ${EVENT} } }
    } }`,
      organizations: `organizations(first: $first, text: "scierie", asOf: { position: $position }) { totalCount nodes {
      ${NAMED} kind identifiers { value }
      agreements(first: 2) { totalCount nodes { id title status { status } } }
      fundings(first: 2) { totalCount nodes { id amount { value } } }
      inheritedAgreements(first: 2) { totalCount nodes { title } }
      representative { name } sameAs { name } sameName { name } mergedInto { event { type } } mergers { certainty }
      people { title person { personId displayName } observed { edtf note } }
      history(first: 2) { totalCount nodes { ${EVENT} } }
    } }`,
      openIntents: `openIntents(first: $first, asOf: { position: $position }) { totalCount nodes {
      organization { ${NAMED} } agreement { id title status { status } } declared { note } knownSince event { ${EVENT} }
    } }`,
      meetings: `meetings(first: $first, asOf: { position: $position }) { totalCount nodes {
      id agreement { id title status { status } } heldOn { edtf note } attendance { organization { ${NAMED} } }
      guests { person { displayName } } actionTracks { code owner { name } }
    } }`,
      fundings: `fundings(first: $first, asOf: { position: $position }) { totalCount nodes {
      id leverage funder { ${NAMED} } beneficiary { ${NAMED} } awarded { edtf note }
      targets { reached set { note } event { ${EVENT} } } indicators { value knownSince event { ${EVENT} } }
      history(first: 2) { totalCount nodes { ${EVENT} } }
    } }`,
      envelopes: `envelopes(first: $first, asOf: { position: $position }) { totalCount nodes {
      id available { value } leastAvailable { value }
      commitments { released { value } committed { note } event { ${EVENT} } }
    } }`,
      committees: `committees(first: $first, asOf: { position: $position }) { totalCount nodes {
      id title kind programme { id title rules { code event { ${EVENT} } } committees(first: 2) { totalCount nodes { id title } } }
      bylaw { quorum { members } adopted { edtf note } event { ${EVENT} } }
      mandates { seat person { personId displayName } from { edtf note } endsOn { edtf } ended { edtf } }
      conflicts { person { displayName } declared { edtf note } }
      resolutions(first: 2) { totalCount nodes { id title } } history(first: 2) { totalCount nodes { ${EVENT} } }
    } }`,
      resolutions: `resolutions(first: $first, asOf: { position: $position }) { totalCount nodes {
      id title wording { text } state record committee { id title } proposed { edtf note } decided { edtf note }
      votes { vote person { displayName } } tally { for } present { displayName } judgedOn { stream revision }
    } }`,
      projects: `projects(first: $first, asOf: { position: $position }, state: [PARTLY_APPROVED]) { totalCount nodes {
      id title state missingApprovals record promoter { ${NAMED} } programme { id title } committee { id title }
      approvals { approval on { edtf note } committee { title } resolution { title } event { ${EVENT} } }
      history(first: 2) { totalCount nodes { ${EVENT} } }
    } }`,
      events: `events(types: ["PartnerSigned"], first: $first) { totalCount nodes { ${EVENT} } }`,
    };
    let log: string;
    /** When all committees were there. The other lists are asked before: what came meanwhile has less to ask for. */
    let governed: string;

    beforeAll(async () => {
      const { agreements } = await answer<{
        readonly agreements: {
          readonly nodes: readonly {
            readonly parties: readonly { readonly signedBy: readonly { readonly personId: string }[] }[];
          }[];
        };
      }>(
        '{ agreements(filter: { text: "foret" }, first: 60) { nodes { parties { signedBy { personId } } } } }',
      );
      const persons = agreements.nodes.flatMap(({ parties }) =>
        parties.flatMap(({ signedBy }) => signedBy.map(({ personId }) => personId)),
      );
      await record(ledger, 'registerProgramme', {
        programmeId: 'bois',
        title: [{ text: 'Bois', lang: 'fr' }],
        evidence: [{ sourceId: 'lists' }],
      });
      for (let from = 0; from < MANY; from += 8) {
        const some = Array.from({ length: Math.min(8, MANY - from) }, (_, index) => from + index);
        const done = some.map((place) => govern(String(place).padStart(2, '0'), persons[place] ?? ''));
        governed = (await Promise.all(done)).toSorted().at(-1) ?? '';
      }
      const database = new Database({ connectionString: await databaseUrl(ledger.dataDir) });
      await database.connect();
      for (const name of ['entente_reader', 'entente_writer', 'entente_vault'])
        await database.query(`alter role ${name} set log_statement = 'all'`).catch(() => undefined);
      await database.end();
      log = join(ledger.dataDir, 'postgres.log');
      await ledger.stop();
      await ledger.restart();
    }, 120_000);

    /** How many statements the ledger sent to its database while something was answered. */
    async function statements(work: () => Promise<unknown>): Promise<number> {
      const before = (await readFile(log, 'utf8')).length;
      await work();
      const said = (await readFile(log, 'utf8')).slice(before);
      return said.split('\n').filter((line) => /\bLOG: {2}(execute|statement)/.test(line)).length;
    }

    /** The ledger's own look at its log, once in a while, may fall into one of the counts: the least of some is the query's. */
    async function least(work: () => Promise<unknown>): Promise<number> {
      const counts: number[] = [];
      for (let attempt = 0; attempt < 6; attempt += 1) counts.push(await statements(work));
      return Math.min(...counts);
    }

    const COUNTS = 'counts { known byStatus { count } }';
    const COUNTED: Readonly<Record<string, (many: number) => string>> = {
      network: (many) => `network(first: ${many}, status: [OPEN_FOR_SIGNATURE, SIGNED, IN_FORCE, EXPIRED]) {
        truncated organizations { agreements partners organization { name } } agreements { title } edges { since } }`,
      statsSeries: (
        many,
      ) => `statsSeries(from: "2025-01-01", to: "2025-${many < 10 ? '01' : '12'}-31", every: "P${many < 10 ? 30 : 1}D") {
        agreements { known } byKind { key } byJurisdiction { ${COUNTS} } byRegion { ${COUNTS} } bySector { ${COUNTS} }
        bySignatureYear { ${COUNTS} } openIntents organizations meetingsHeld fundingAwarded { value } }`,
    };

    it.each(Object.entries(COUNTED))('of %s are as many for a hundred as for a few', async (name, query) => {
      const ask = (many: number) => async () => {
        const data = await answer<Record<string, unknown>>(`{ ${query(many)} }`, {});
        expect(data[name]).toBeTruthy();
      };
      const few = await least(ask(2));
      const many = await least(ask(100));
      expect(few).toBeGreaterThan(2);
      expect(Math.abs(many - few)).toBeLessThanOrEqual(3);
    });

    it.each(Object.keys(QUERIES))(
      'of %s has no more statements for fifty members than for two',
      async (name) => {
        const query = `query ($first: Int, $position: Position) { ${name === 'events' ? 'agreementStatus(id: "list-00", asOf: { position: $position }) { status }' : ''} ${QUERIES[name]} }`;
        const ask = (first: number) => async (): Promise<void> => {
          const data = await answer<Record<string, { nodes: readonly unknown[] }>>(query, {
            first,
            position: ['committees', 'resolutions', 'projects'].includes(name) ? governed : position,
          });
          expect(data[name]?.nodes).toHaveLength(first);
        };
        const two = await least(ask(2));
        const many = await least(ask(50));
        expect(two).toBeGreaterThan(2);
        // A loader that is asked in two turns of the event loop sends two statements, however many members there are.
        expect(Math.abs(many - two)).toBeLessThanOrEqual(3);
      },
    );
  });
});

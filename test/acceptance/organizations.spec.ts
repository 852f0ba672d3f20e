import { randomUUID } from 'node:crypto';
import type { Command } from '@entente/domain';
import { countMergedParties } from '@entente/read-model';
import { assembleLedger, type AssembledLedger } from '../support/assembled-ledger.js';
import { forbidTwoAnswers } from '../support/read-model-tables.js';
import { logStores, type LogPlace } from '../support/log-stores.js';
import { depositSource, record, registerAgreement, registerOrganization } from '../support/recording.js';
import { serveLedger, type ServedLedger } from '../support/served-ledger.js';

/** Organisations that are one, and that became one: recorded, corrected and asked over GraphQL. */
const PATIENCE_MS = 120_000;
const evidence = [{ sourceId: 'org' }];

describe.each(logStores('Organisations', 17))('a ledger whose log is in $name', (store) => {
  let place: LogPlace;
  let made: AssembledLedger;
  let ledger: ServedLedger;

  beforeAll(async () => {
    place = await store.open();
    made = await assembleLedger({ env: place.env });
    await forbidTwoAnswers(made.assembly);
    const { runner } = made.assembly.startWorker();
    ledger = await serveLedger(made.assembly, { runner, role: 'depositary' });
    await depositSource(ledger, 'org');
  }, PATIENCE_MS);
  afterAll(async () => {
    await ledger?.close();
    await made?.dispose();
    await place?.dispose();
  }, PATIENCE_MS);

  /** Records a fact; resolves with its event and the position after it. */
  async function tell(mutation: string, input: object) {
    const { events, position } = await record(ledger, mutation, { evidence, ...input });
    return { eventId: events[0]?.id ?? '', position };
  }
  const link = (organizationId: string, ...sameIds: readonly string[]) =>
    tell('linkOrganizations', { organizationId, sameIds });
  const sever = (organizationId: string, ...sameIds: readonly string[]) =>
    tell('severOrganizationLink', { organizationId, sameIds });
  const merge = (successorId: string, predecessorIds: readonly string[], on: string | object) =>
    tell('mergeOrganizations', {
      successorId,
      predecessorIds,
      occurredOn: typeof on === 'string' ? { edtf: on } : on,
    });
  const annul = (organizationId: string, eventId: string) =>
    tell('annulRecord', { stream: `organization-${organizationId}`, eventId, reason: 'it was wrong' });
  const rectify = (organizationId: string, eventId: string, set: object) =>
    tell('rectifyRecord', {
      stream: `organization-${organizationId}`,
      records: [{ eventId, set }],
      reason: 'it was wrong',
    });

  /** The code of a refusal and its field, or the warnings of a success. */
  async function outcome(mutation: string, input: object): Promise<readonly (string | undefined)[]> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const { data, errors } = await ledger.gql<Record<string, { warnings: { rule: string }[] } | null>>(
      `mutation ($input: ${type}) { ${mutation}(input: $input) { warnings { rule } } }`,
      { input: { commandId: randomUUID(), evidence, ...input } },
    );
    const recorded = data?.[mutation];
    if (recorded) return recorded.warnings.map(({ rule }) => rule);
    return errors.flatMap(({ extensions }) => [
      String(extensions.code),
      String((extensions as { readonly field?: unknown }).field),
    ]);
  }

  async function organizations(...ids: readonly string[]): Promise<void> {
    for (const id of ids) await registerOrganization(ledger, id, `Institut ${id}`, 'org');
  }

  /** An agreement in force since 1 February 2025 between two parties. */
  async function agreement(agreementId: string, ...parties: readonly string[]): Promise<void> {
    await registerAgreement(ledger, agreementId, `Entente ${agreementId}`, 'org');
    for (const organizationId of parties)
      await tell('recordSignature', { agreementId, organizationId, occurredOn: { edtf: '2025-01-15' } });
    await tell('recordEntryIntoForce', { agreementId, occurredOn: { edtf: '2025-02-01' }, basis: 'STATED' });
  }

  type Asked = Readonly<Record<string, unknown>>;
  async function ask<T = Asked>(query: string, variables: Asked = {}): Promise<T> {
    await made.caughtUp();
    const { data, errors } = await ledger.gql<T>(query, variables);
    if (!data || errors.length > 0) throw new Error(JSON.stringify(errors));
    return data;
  }

  const FIELDS = `representative { organizationId } sameAs { organizationId } record
    agreements { totalCount nodes { agreementId } }
    inheritedAgreements { totalCount nodes { agreementId } }
    mergedInto { certainty successor { organizationId } predecessors { organizationId } effective { point } event { type } }
    mergers { certainty predecessors { organizationId } }`;

  interface Seen {
    readonly organizationId: string;
    readonly representative: { readonly organizationId: string };
    readonly sameAs: readonly { readonly organizationId: string }[];
    readonly record: string;
    readonly agreements: Listed;
    readonly inheritedAgreements: Listed;
    readonly mergedInto: object | null;
    readonly mergers: readonly object[];
  }
  interface Listed {
    readonly totalCount: number;
    readonly nodes: readonly { readonly agreementId: string }[];
  }
  const listed = ({ totalCount, nodes }: Listed) => {
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ agreementId }) => agreementId);
  };

  /** What is answered of an organisation, in few words. */
  async function seen(id: string, asOf: object = {}) {
    const { organization } = await ask<{ organization: Seen }>(
      `query ($id: ID!, $asOf: AsOf) { organization(id: $id, asOf: $asOf) { organizationId ${FIELDS} } }`,
      { id, asOf },
    );
    return {
      representative: organization.representative.organizationId,
      sameAs: organization.sameAs.map(({ organizationId }) => organizationId),
      agreements: listed(organization.agreements),
      inherited: listed(organization.inheritedAgreements),
      mergedInto: organization.mergedInto,
      mergers: organization.mergers.length,
    };
  }

  /** The organisations of the list that begin so, and the agreements of one by the filter. */
  async function lists(prefix: string, partyId: string, asOf: object = {}) {
    const { organizations: found, agreements } = await ask<{
      organizations: { totalCount: number; nodes: { organizationId: string }[] };
      agreements: Listed;
    }>(
      `query ($text: String, $party: ID, $asOf: AsOf) {
        organizations(text: $text, asOf: $asOf) { totalCount nodes { organizationId } }
        agreements(filter: { partyId: $party }, asOf: $asOf) { totalCount nodes { agreementId } } }`,
      { text: prefix, party: partyId, asOf },
    );
    expect(found.totalCount).toBe(found.nodes.length);
    return {
      organizations: found.nodes.map(({ organizationId }) => organizationId),
      agreements: listed(agreements),
    };
  }

  describe('organisations that are linked as the same', () => {
    let before: string;
    let linked: string;

    it(
      'are one in lists and counts, and their root has the agreements of all, from the link on',
      async () => {
        await organizations('lm', 'lm1', 'lm2', 'lmx');
        await agreement('lm-root', 'lm', 'lmx');
        await agreement('lm-one', 'lm1', 'lmx');
        await agreement('lm-two', 'lm2', 'lmx');
        await agreement('lm-both', 'lm', 'lm2');
        before = (await tell('depositSource', { sourceId: 'b1', kind: 'TEST', sha256: '1'.repeat(64) }))
          .position;
        await link('lm1', 'lm2');
        linked = (await link('lm', 'lm1')).position;

        expect(await seen('lm')).toMatchObject({
          representative: 'lm',
          sameAs: ['lm1', 'lm2'],
          agreements: ['lm-both', 'lm-one', 'lm-root', 'lm-two'],
        });
        expect(await seen('lm1')).toMatchObject({
          representative: 'lm',
          sameAs: ['lm', 'lm2'],
          agreements: ['lm-one'],
        });
        expect(await seen('lm2')).toMatchObject({
          representative: 'lm',
          sameAs: ['lm', 'lm1'],
          agreements: ['lm-both', 'lm-two'],
        });
        expect(await lists('lm', 'lm')).toEqual({
          organizations: ['lm', 'lmx'],
          agreements: ['lm-both', 'lm-one', 'lm-root', 'lm-two'],
        });
        expect((await lists('lm', 'lm1')).agreements).toEqual(['lm-one']);
      },
      PATIENCE_MS,
    );

    it('hold on every day, and are as if there were none before they were known', async () => {
      const early = { validOn: '2025-01-20' };
      expect(await seen('lm', early)).toMatchObject({ sameAs: ['lm1', 'lm2'], representative: 'lm' });
      expect(await seen('lm1', { position: before })).toMatchObject({
        representative: 'lm1',
        sameAs: [],
        agreements: ['lm-one'],
      });
      expect(await lists('lm', 'lm', { position: before })).toEqual({
        organizations: ['lm', 'lm1', 'lm2', 'lmx'],
        agreements: ['lm-both', 'lm-root'],
      });
    });

    it('stay the parties that they were recorded as', async () => {
      const { agreement: found } = await ask<{ agreement: { parties: object[] } }>(
        '{ agreement(id: "lm-one") { parties { organization { organizationId } } } }',
      );
      expect(found.parties).toEqual([
        { organization: { organizationId: 'lm1' } },
        { organization: { organizationId: 'lmx' } },
      ]);
    });

    it('are not linked twice, nor with themselves, nor in a circle', async () => {
      const linking = (organizationId: string, sameId: string) =>
        outcome('linkOrganizations', { organizationId, sameIds: [sameId] });
      expect(await linking('lmx', 'lm2')).toEqual(['ORGANIZATION_ALREADY_LINKED', 'sameIds.0']);
      expect(await linking('lm2', 'lm')).toEqual(['SUCCESSOR_CYCLE', 'sameIds.0']);
      expect(await linking('lm', 'lm')).toEqual(['VALIDATION_FAILED', 'sameIds.0']);
      expect(await linking('lm', 'nobody')).toEqual(['ORGANIZATION_NOT_FOUND', 'sameIds.0']);
      expect(await outcome('severOrganizationLink', { organizationId: 'lm', sameIds: ['lm2'] })).toEqual([
        'LINK_NOT_FOUND',
        'sameIds.0',
      ]);
    });

    it('are told where another of them is a party already', async () => {
      const joining = (organizationId: string) =>
        outcome('declareIntent', {
          agreementId: 'lm-two',
          organizationId,
          occurredOn: { edtf: '2025-03-01' },
        });
      expect(await joining('lm')).toEqual(['SAME_ORGANIZATION_IS_PARTY']);
      await organizations('lmy');
      expect(await joining('lmy')).toEqual([]);
    });

    it('have one name that is theirs, though several bear it, and no namesakes among themselves', async () => {
      await tell('addOrganizationAlias', {
        organizationId: 'lm2',
        alias: { text: 'Institut lm', lang: 'fr' },
        overrides: [{ rule: 'ORGANIZATION_DUPLICATE_SUSPECTED', reason: 'it is the same' }],
      });
      const query = `query ($asOf: AsOf) { organization(name: "institut LM", asOf: $asOf) { organizationId sameName { organizationId } } }`;
      expect(await ask(query)).toEqual({ organization: { organizationId: 'lm', sameName: [] } });
      const { eventId, position } = await sever('lm', 'lm1');
      expect(await ask(query, { asOf: { position: linked } })).toMatchObject({
        organization: { organizationId: 'lm' },
      });
      const { errors } = await ledger.gql(query, { asOf: { position } });
      expect(errors[0]?.extensions.code).toBe('NAME_AMBIGUOUS');
      await annul('lm', eventId);
      expect(await ask(query)).toEqual({ organization: { organizationId: 'lm', sameName: [] } });
    });

    it('share the people of the one that is shown', async () => {
      await tell('registerPerson', { displayName: 'Ada' });
      const { position } = await tell('registerPerson', { displayName: 'Bea' });
      const { events } = await ask<{ events: { nodes: { data: { personId: string } }[] } }>(
        '{ events(types: ["PersonRegistered"], first: 2) { nodes { data } } }',
      );
      const [ada, bea] = events.nodes.map(({ data }) => data.personId);
      for (const [personId, organizationId] of [
        [ada, 'lm'],
        [bea, 'lm2'],
        [ada, 'lm2'],
      ])
        await tell('observeRole', {
          personId,
          organizationId,
          current: true,
          occurredOn: { edtf: '2025-01-01' },
        });
      const people = async (id: string, asOf: object = {}) => {
        const { organization } = await ask<{
          organization: { peopleCount: number; people: { person: { personId: string } }[] };
        }>(
          `query ($id: ID!, $asOf: AsOf) { organization(id: $id, asOf: $asOf) {
            peopleCount people { person { personId } } } }`,
          { id, asOf },
        );
        return [organization.peopleCount, organization.people.map(({ person }) => person.personId)];
      };
      expect(await people('lm')).toEqual([2, [ada, ada, bea].toSorted()]);
      expect(await people('lm2')).toEqual([2, [ada, bea].toSorted()]);
      expect(await people('lm1')).toEqual([0, []]);
      expect(await people('lm', { position })).toEqual([0, []]);
    });

    it('are apart again when the link is severed or annulled, and one again when that is undone', async () => {
      const whole = { representative: 'ls', sameAs: ['ls1', 'ls2'] };
      await organizations('ls', 'ls1', 'ls2');
      const made = await link('ls', 'ls1', 'ls2');
      const severed = await sever('ls', 'ls1');
      expect(await seen('ls')).toMatchObject({ sameAs: ['ls2'] });
      expect(await seen('ls1')).toMatchObject({ representative: 'ls1', sameAs: [] });
      expect(await seen('ls', { position: made.position })).toMatchObject(whole);
      const undone = await annul('ls', severed.eventId);
      expect(await seen('ls')).toMatchObject(whole);
      await annul('ls', undone.eventId);
      expect(await seen('ls')).toMatchObject({ sameAs: ['ls2'] });
      const gone = await annul('ls', made.eventId);
      expect(await seen('ls')).toMatchObject({ sameAs: [] });
      await link('ls1', 'ls2');
      const back = { stream: 'organization-ls', eventId: gone.eventId, reason: 'it was right' };
      expect(await outcome('annulRecord', back)).toEqual(['ORGANIZATION_ALREADY_LINKED', 'eventId']);
      await sever('ls1', 'ls2');
      expect(await outcome('annulRecord', back)).toEqual([]);
      expect(await seen('ls2')).toMatchObject({ representative: 'ls', sameAs: ['ls'] });
    });

    it('cannot come back where that would close a circle by now', async () => {
      await organizations('lc1', 'lc2');
      const made = await link('lc1', 'lc2');
      const gone = await annul('lc1', made.eventId);
      await link('lc2', 'lc1');
      expect(
        await outcome('annulRecord', {
          stream: 'organization-lc1',
          eventId: gone.eventId,
          reason: 'it was right',
        }),
      ).toEqual(['SUCCESSOR_CYCLE', 'eventId']);
    });

    it('keep what may be corrected of them apart from what may not', async () => {
      await organizations('lf1', 'lf2');
      const made = await link('lf1', 'lf2');
      const correcting = (set: object) =>
        outcome('rectifyRecord', {
          stream: 'organization-lf1',
          records: [{ eventId: made.eventId, set }],
          reason: 'it was wrong',
        });
      expect(await correcting({ confidence: 'HIGH' })).toEqual([]);
      for (const set of [{ sameIds: ['lm'] }, { occurredOn: { edtf: '2025-01-01' } }])
        expect(await correcting(set)).toEqual([
          'FIELD_NOT_RECTIFIABLE',
          `records.0.set.${Object.keys(set)[0]}`,
        ]);
      const severed = await sever('lf1', 'lf2');
      expect(
        await outcome('rectifyRecord', {
          stream: 'organization-lf1',
          records: [{ eventId: severed.eventId, set: { sameIds: ['lm'] } }],
          reason: 'it was wrong',
        }),
      ).toEqual(['FIELD_NOT_RECTIFIABLE', 'records.0.set.sameIds']);
    });
  });

  describe('organisations that merged', () => {
    it(
      'are their successor’s from the day of the merger on, and their agreements are inherited',
      async () => {
        await organizations('ma', 'mb', 'mc', 'mx');
        await agreement('m-a', 'ma', 'mx');
        await agreement('m-b', 'mb', 'mx');
        expect(
          await outcome('mergeOrganizations', {
            successorId: 'mb',
            predecessorIds: ['ma'],
            occurredOn: { edtf: '2025-06-01' },
            initiative: [{ text: 'du ministère', lang: 'fr' }],
          }),
        ).toEqual(['SUCCESSION_TO_RECORD']);
        await merge('mc', ['mb'], '2025-09-01');
        expect(await seen('ma', { validOn: '2025-05-31' })).toMatchObject({ mergedInto: null });
        expect(await seen('ma', { validOn: '2025-06-01' })).toEqual({
          representative: 'ma',
          sameAs: [],
          agreements: ['m-a'],
          inherited: [],
          mergedInto: {
            certainty: 'CERTAIN',
            successor: { organizationId: 'mb' },
            predecessors: [{ organizationId: 'ma' }],
            effective: { point: '2025-06-01' },
            event: { type: 'OrganizationsMerged' },
          },
          mergers: 0,
        });
        expect(await seen('mb', { validOn: '2025-05-31' })).toMatchObject({ inherited: [], mergers: 0 });
        expect(await seen('mb', { validOn: '2025-06-01' })).toMatchObject({
          agreements: ['m-b'],
          inherited: ['m-a'],
          mergers: 1,
        });
        expect(await seen('mc', { validOn: '2025-08-31' })).toMatchObject({ inherited: [] });
        expect(await seen('mc', { validOn: '2025-09-01' })).toMatchObject({ inherited: ['m-a', 'm-b'] });
        expect(await lists('m', 'mb')).toMatchObject({ agreements: ['m-b'] });
        expect((await lists('Institut m', 'mb')).organizations).toEqual(
          expect.arrayContaining(['ma', 'mb', 'mc']),
        );
      },
      PATIENCE_MS,
    );

    it('have their own agreements and no inherited ones once a succession is recorded', async () => {
      const merged = (validOn: string) =>
        made.assembly.readModel.ask(async (db) =>
          countMergedParties(db, { validOn, position: await made.caughtUp() }),
        );
      const before = await merged('2025-10-01');
      await tell('recordSuccession', {
        agreementId: 'm-a',
        predecessorId: 'ma',
        successorId: 'mb',
        occurredOn: { edtf: '2025-06-01' },
      });
      expect(await seen('mb', { validOn: '2025-10-01' })).toMatchObject({
        agreements: ['m-a', 'm-b'],
        inherited: [],
      });
      expect(await merged('2025-05-31')).toBe(0);
      // In its place it is the successor, which has merged too, that nobody has succeeded.
      expect([before, await merged('2025-10-01')]).toEqual([2, 2]);
    });

    it('are possibly merged while the day is uncertain', async () => {
      await organizations('mu', 'mv');
      await merge('mv', ['mu'], {
        edtf: '[2025-03-01..2025-03-31]',
        point: '2025-03-10',
        basis: 'INFERRED',
      });
      const on = async (validOn: string) =>
        (await seen('mu', { validOn })).mergedInto as { readonly certainty: string } | null;
      expect(await on('2025-03-09')).toBeNull();
      expect(await on('2025-03-10')).toMatchObject({ certainty: 'POSSIBLE' });
      expect(await on('2025-03-31')).toMatchObject({ certainty: 'CERTAIN' });
    });

    it('are not merged twice, nor into themselves, nor in a circle', async () => {
      const merging = (successorId: string, predecessorId: string) =>
        outcome('mergeOrganizations', {
          successorId,
          predecessorIds: [predecessorId],
          occurredOn: { edtf: '2025-10-01' },
        });
      expect(await merging('mx', 'ma')).toEqual(['ORGANIZATION_ALREADY_MERGED', 'predecessorIds.0']);
      expect(await merging('ma', 'mc')).toEqual(['SUCCESSOR_CYCLE', 'predecessorIds.0']);
      expect(await merging('mc', 'mc')).toEqual(['VALIDATION_FAILED', 'predecessorIds.0']);
      expect(await merging('mc', 'nobody')).toEqual(['ORGANIZATION_NOT_FOUND', 'predecessorIds.0']);
    });

    it('are corrected: other predecessors, another day, none at all', async () => {
      await organizations('mr', 'mr1', 'mr2', 'mr3');
      const made = await merge('mr', ['mr1'], '2025-06-01');
      const rectified = await rectify('mr', made.eventId, {
        predecessorIds: ['mr2'],
        occurredOn: { edtf: '2025-07-01' },
      });
      expect(await seen('mr1')).toMatchObject({ mergedInto: null });
      expect(await seen('mr1', { position: made.position })).toMatchObject({
        mergedInto: { effective: { point: '2025-06-01' } },
      });
      expect(await seen('mr2', { validOn: '2025-06-30' })).toMatchObject({ mergedInto: null });
      expect(await seen('mr2', { validOn: '2025-07-01' })).toMatchObject({
        mergedInto: { predecessors: [{ organizationId: 'mr2' }], effective: { point: '2025-07-01' } },
      });
      // What is merged no more can merge elsewhere, and undoing the correction is refused from then on.
      const elsewhere = await merge('mr3', ['mr1'], '2025-08-01');
      const undo = { stream: 'organization-mr', eventId: rectified.eventId, reason: 'it was right' };
      expect(await outcome('annulRecord', undo)).toEqual(['ORGANIZATION_ALREADY_MERGED', 'eventId']);
      await annul('mr3', elsewhere.eventId);
      expect(await outcome('annulRecord', undo)).toEqual([]);
      expect(await seen('mr1', { validOn: '2025-06-01' })).toMatchObject({
        mergedInto: { successor: { organizationId: 'mr' } },
      });
    });
  });

  describe('many at once', () => {
    const give = (name: string, input: object) =>
      made.assembly.ledger.execute({ name, input: { evidence, ...input } } as unknown as Command, {
        commandId: randomUUID(),
        caller: { actor: 'depositary:test' },
      });
    const codes = (outcomes: readonly Awaited<ReturnType<typeof give>>[]) =>
      outcomes.map((one) => (one.refused ? one.code : 'recorded'));

    it(
      'close no circle of links, of mergers or of supersessions',
      async () => {
        for (let round = 0; round < 8; round += 1) {
          const [a, b, c] = [`ra${round}`, `rb${round}`, `rc${round}`] as const;
          await organizations(a, b, c);
          for (const id of [a, b]) await agreement(`x-${id}`, a, b);
          const links = await Promise.all(
            [
              [a, b],
              [b, c],
              [c, a],
            ].map(([organizationId, other]) =>
              give('linkOrganizations', { organizationId, sameIds: [other] }),
            ),
          );
          expect(codes(links)).toContain('SUCCESSOR_CYCLE');
          const on = { occurredOn: { edtf: '2025-06-01' } };
          const mergers = await Promise.all([
            give('mergeOrganizations', { successorId: a, predecessorIds: [b], ...on }),
            give('mergeOrganizations', { successorId: b, predecessorIds: [a], ...on }),
          ]);
          expect(codes(mergers)).toContain('SUCCESSOR_CYCLE');
          const supersessions = await Promise.all(
            [
              [a, b],
              [b, a],
            ].map(([agreementId, next]) =>
              give('supersedeAgreement', {
                agreementId: `x-${agreementId}`,
                successorAgreementId: `x-${next}`,
                ...on,
              }),
            ),
          );
          expect(codes(supersessions)).toContain('SUCCESSOR_CYCLE');
        }
        const { organizations: found } = await ask<{ organizations: { totalCount: number } }>(
          '{ organizations(text: "Institut") { totalCount } }',
        );
        expect(found.totalCount).toBeGreaterThan(8);
      },
      PATIENCE_MS,
    );

    it(
      'give an identifier to one, and to one of the next who want it once it is released',
      async () => {
        const wanting = (prefix: string) =>
          Array.from({ length: 6 }, (_, index) =>
            give('registerOrganization', {
              organizationId: `${prefix}${index}`,
              names: [{ text: `${prefix}${index} unlike any other ${randomUUID()}`, lang: 'fr' }],
              identifiers: [{ scheme: 'NEQ', value: '77 88' }],
            }),
          );
        for (const prefix of ['first', 'second', 'third']) {
          const outcomes = await Promise.all(wanting(prefix));
          const winners = codes(outcomes).flatMap((code, index) => (code === 'recorded' ? [index] : []));
          expect(winners).toHaveLength(1);
          const winner = outcomes[winners[0] ?? 0];
          const event = winner && !winner.refused ? winner.events[0]?.envelope : undefined;
          const released = await give('rectifyRecord', {
            stream: event?.stream,
            records: [{ eventId: event?.id, remove: ['identifiers'] }],
            reason: 'the number of another',
          });
          expect(codes([released])).toEqual(['recorded']);
        }
      },
      PATIENCE_MS,
    );
  });
});

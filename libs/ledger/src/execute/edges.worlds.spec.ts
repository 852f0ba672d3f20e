import {
  claimsHeldIn,
  edgeKindOf,
  edgeOf,
  type CommandName,
  type Edge,
  type EdgeKind,
} from '@entente/domain';
import fc from 'fast-check';
import { factsOf } from '../envelope/envelope.js';
import { EVIDENCE, ledgerUnderTest } from '../testing/ledger-under-test.js';
import type { Outcome } from './outcome.js';

/** Random links, severed links and mergers of five organisations, against a model of sets, and corrected. */
const RUNS = 1_000;
const FIVE = [0, 1, 2, 3, 4];

interface Asked {
  readonly what: 'link' | 'sever' | 'merge';
  readonly above: number;
  readonly below: readonly number[];
}

const asked: fc.Arbitrary<Asked> = fc
  .record({
    what: fc.constantFrom('link', 'link', 'merge', 'merge', 'sever'),
    above: fc.constantFrom(...FIVE),
    below: fc.subarray(FIVE, { minLength: 1, maxLength: 2 }),
  })
  .map((one) => ({ ...one, below: one.below.filter((id) => id !== one.above) }))
  .filter(({ below }) => below.length > 0);
const history = fc.array(asked, { minLength: 1, maxLength: 10 });

/** A ledger with five organisations, and what is given of them. */
async function fiveOrganizations() {
  const made = ledgerUnderTest();
  let commands = 0;
  const idOf = (index: number) => `o-${index}`;
  await made.withBasics(...FIVE.map(idOf));
  const give = (name: CommandName, input: object): Promise<Outcome> =>
    made.give(
      `edges ${(commands += 1)}`,
      name as 'linkOrganizations',
      { evidence: EVIDENCE, ...input } as never,
    );
  return {
    ask: ({ what, above, below }: Asked) =>
      what === 'merge'
        ? give('mergeOrganizations', {
            successorId: idOf(above),
            predecessorIds: below.map(idOf),
            occurredOn: { edtf: '2025-01-28' },
          })
        : give(what === 'link' ? 'linkOrganizations' : 'severOrganizationLink', {
            organizationId: idOf(above),
            sameIds: below.map(idOf),
          }),
    annul: (stream: string, eventId: string) =>
      give('annulRecord', { stream, eventId, reason: 'it was wrong' }),
    /** The edges that the claims hold. */
    claimed: async () => {
      const of = async (kind: EdgeKind) => named(kind, await made.claims.edgesAt(kind, FIVE.map(idOf)));
      return [...(await of('same')), ...(await of('merged'))].toSorted();
    },
    /** The edges that the facts in effect of the streams make. */
    folded: async () => {
      const streams = await Promise.all(
        FIVE.map(async (index) => {
          const events = factsOf(await made.ledger.reader.read(`organization-${idOf(index)}`));
          return claimsHeldIn(events).flatMap((claim) => {
            const [kind, edge] = [edgeKindOf(claim), edgeOf(claim, idOf(index))];
            return kind && edge ? named(kind, [edge]) : [];
          });
        }),
      );
      return streams.flat().toSorted();
    },
  };
}

function named(kind: EdgeKind, edges: readonly Edge[]): readonly string[] {
  const index = (id: string) => id.slice('o-'.length);
  return [...new Set(edges.map(({ below, above }) => `${kind} ${index(below)} below ${index(above)}`))];
}

const codeOf = (outcome: Outcome) => (outcome.refused ? outcome.code : 'recorded');

/** What a model of sets answers. */
function createModel() {
  const above = { same: new Map<number, number>(), merged: new Map<number, number>() };
  const reaches = (kind: 'same' | 'merged', from: number, to: number): boolean => {
    const next = above[kind].get(from);
    return from === to || (next !== undefined && reaches(kind, next, to));
  };
  return {
    ask({ what, above: root, below }: Asked): string {
      if (what === 'sever') {
        if (below.some((id) => above.same.get(id) !== root)) return 'LINK_NOT_FOUND';
        for (const id of below) above.same.delete(id);
        return 'recorded';
      }
      const kind = what === 'link' ? 'same' : 'merged';
      for (const id of below) {
        if (above[kind].has(id))
          return kind === 'same' ? 'ORGANIZATION_ALREADY_LINKED' : 'ORGANIZATION_ALREADY_MERGED';
        if (reaches(kind, root, id)) return 'SUCCESSOR_CYCLE';
      }
      for (const id of below) above[kind].set(id, root);
      return 'recorded';
    },
    edges: () =>
      (['same', 'merged'] as const)
        .flatMap((kind) => [...above[kind]].map(([below, root]) => `${kind} ${below} below ${root}`))
        .toSorted(),
  };
}

describe('links, severed links and mergers', () => {
  it('are recorded and refused as a model of sets has it, and the claims are what the streams hold', async () => {
    const codes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(history, async (given) => {
        const five = await fiveOrganizations();
        const model = createModel();
        for (const one of given) {
          const code = codeOf(await five.ask(one));
          expect(code).toBe(model.ask(one));
          codes.set(code, (codes.get(code) ?? 0) + 1);
        }
        expect(await five.claimed()).toEqual(model.edges());
        expect(await five.folded()).toEqual(model.edges());
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
    expect([...codes.keys()].toSorted()).toEqual([
      'LINK_NOT_FOUND',
      'ORGANIZATION_ALREADY_LINKED',
      'ORGANIZATION_ALREADY_MERGED',
      'SUCCESSOR_CYCLE',
      'recorded',
    ]);
  });

  it('are the same in whatever order they were recorded', async () => {
    const ordered = history
      .map((given) => {
        const model = createModel();
        return given.filter((one) => one.what !== 'sever' && model.ask(one) === 'recorded');
      })
      .chain((given) =>
        fc.tuple(
          fc.constant(given),
          fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(ordered, async ([first, second]) => {
        const [one, two] = [await fiveOrganizations(), await fiveOrganizations()];
        for (const given of first) expect(codeOf(await one.ask(given))).toBe('recorded');
        for (const given of second) expect(codeOf(await two.ask(given))).toBe('recorded');
        expect(await two.claimed()).toEqual(await one.claimed());
        expect(await two.folded()).toEqual(await one.folded());
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
  });

  it('are as before when the annulment of one is annulled, and never in a circle meanwhile', async () => {
    let undone = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(history, history, fc.nat(), async (before, between, which) => {
        const five = await fiveOrganizations();
        const recorded: Exclude<Outcome, { refused: true }>[] = [];
        for (const one of before) {
          const outcome = await five.ask(one);
          if (!outcome.refused) recorded.push(outcome);
        }
        const target = recorded[which % Math.max(1, recorded.length)]?.events[0]?.envelope;
        if (!target) return;
        const edges = await five.folded();
        const annulled = await five.annul(target.stream, target.id);
        expect(await five.claimed()).toEqual(await five.folded());
        if (annulled.refused) {
          refused += 1;
          expect(await five.folded()).toEqual(edges);
          return;
        }
        const again = await five.annul(target.stream, annulled.events[0]?.envelope.id ?? '');
        expect(codeOf(again)).toBe('recorded');
        expect(await five.folded()).toEqual(edges);
        expect(await five.claimed()).toEqual(edges);
        // Annulled once more, with others in between: it may not come back, and whatever does leaves no circle.
        const last = again.refused ? '' : (again.events[0]?.envelope.id ?? '');
        const gone = await five.annul(target.stream, last);
        for (const one of between) await five.ask(one);
        if (!gone.refused) await five.annul(target.stream, gone.events[0]?.envelope.id ?? '');
        const left = await five.folded();
        expect(await five.claimed()).toEqual(left);
        expect(isForest(left)).toBe(true);
        undone += 1;
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
    expect(undone).toBeGreaterThan(RUNS / 2);
    expect(refused).toBeGreaterThan(0);
  });
});

/** True where everything has one above it at most, and nothing is above itself. */
function isForest(edges: readonly string[]): boolean {
  const above = new Map<string, string>(
    edges.map((edge) => {
      const [kind, below, , root] = edge.split(' ');
      return [`${kind ?? ''} ${below ?? ''}`, `${kind ?? ''} ${root ?? ''}`] as const;
    }),
  );
  if (above.size < edges.length) return false;
  return [...above.keys()].every((from) => {
    let at: string | undefined = from;
    for (let steps = 0; at !== undefined && steps <= above.size; steps += 1) at = above.get(at);
    return at === undefined;
  });
}

import { FACTS, subjectMember, type Command, type Fact } from '@entente/domain';
import {
  acceptedExamples,
  allMembers,
  changedAt,
  decideExample,
  exampleOf,
  leavesOf,
  type Example,
} from '../../../domain/src/testing/examples.js';
import { STORED_EVENTS } from '../catalogue/stored-events.js';
import { digestOf, normalizeInput } from './input.js';

/** What the ledger makes of a declaration, for every fact there is. */
const EVERY_FACT = FACTS.map((fact): [string, Fact] => [fact.type, fact]);

describe.each(EVERY_FACT)('%s', (_type, fact) => {
  const example = exampleOf(allMembers(fact));
  const leaves = leavesOf(allMembers(fact), example);
  const commandOf = (input: Example) => ({ name: fact.command, input }) as unknown as Command;
  const digest = (input: Example) => digestOf(commandOf(input));
  const digestChangesWith = (path: readonly string[]) => digest(changedAt(example, path)) !== digest(example);
  const normalizedOf = (input: Example) => {
    const normalized = normalizeInput(commandOf(input));
    if (normalized.refused) throw new Error(`${normalized.code} at ${normalized.field}`);
    return normalized.value as object as Example;
  };
  const paths = (some: typeof leaves) => some.map(({ path }) => path.join('.'));

  it('has a digest that no sealed member changes', () => {
    const sealed = leaves.filter((leaf) => leaf.sealed);
    expect(paths(sealed)).toEqual(
      expect.arrayContaining([
        'occurredOn.note',
        'evidence.0.quote',
        'evidence.0.note',
        'overrides.0.reason',
      ]),
    );
    expect(paths(sealed.filter(({ path }) => digestChangesWith(path)))).toEqual([]);
  });

  it('has a digest that every other member changes', () => {
    const clear = leaves.filter((leaf) => !leaf.sealed);
    expect(clear.length).toBeGreaterThan(5);
    expect(paths(clear.filter(({ path }) => !digestChangesWith(path)))).toEqual([]);
  });

  it('has every id folded to lower case, wherever it stands, and nothing else', () => {
    const normalized = normalizedOf(example);
    const folded = leavesOf(allMembers(fact), normalized);
    expect(folded.map(({ value }) => value)).toEqual(
      leaves.map(({ member, value }) =>
        ['id', 'partId', 'idOf', 'eventId'].includes(member.kind) ? String(value).toLowerCase() : value,
      ),
    );
    expect(JSON.stringify(normalized)).not.toMatch(/"ID-|"0A0A/);
  });

  it('makes data that pass its stored schema, and seals only what the catalogue calls confidential', () => {
    for (const accepted of acceptedExamples(fact)) {
      const decision = decideExample(fact, { ...accepted, input: normalizedOf(accepted.input) });
      if (decision.refused) throw new Error(`${decision.code} at ${decision.field}: see SETTINGS`);
      expect(decision.events.at(-1)?.type).toBe(fact.type);
      for (const { type, data, confidential } of decision.events) {
        STORED_EVENTS.validate(type, STORED_EVENTS.currentVersion(type), data);
        const foreign = confidential.filter(({ pointer }) => !STORED_EVENTS.isConfidential(type, pointer));
        expect(foreign.map(({ pointer }) => pointer)).toEqual([]);
      }
    }
  });

  it('makes, in all its examples, every member that it stores', () => {
    const stored = new Set(
      acceptedExamples(fact).flatMap((accepted) => {
        const decision = decideExample(fact, accepted);
        const made = decision.refused ? [] : decision.events.filter(({ type }) => type === fact.type);
        return made.flatMap(({ data }) => Object.keys(data as object));
      }),
    );
    const declared = Object.entries(fact.members).filter(([, { inData }]) => inData !== 'ABSENT');
    expect([...stored].toSorted()).toEqual(declared.map(([name]) => name).toSorted());
    if (subjectMember(fact) !== null && !fact.otherCommand) expect(stored).toContain(subjectMember(fact));
  });
});

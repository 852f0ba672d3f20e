import { buildSchema, graphql, type GraphQLSchema } from 'graphql';
import { RefusedError } from '../errors/refused-error.js';
import { chargeLists, createBudget } from './budget.js';

const schema: GraphQLSchema = chargeLists(
  buildSchema(`
    type Query { agreements: [Agreement!]! one: Agreement }
    type Agreement { id: ID! title: String parties: [Party!]! status: Status! }
    type Party { id: ID! agreement: Agreement }
    type Status { name: String since: String }
  `),
);
/**
 * Five agreements of three parties each, of which each names its agreement again; `looked` is how often a list is made, and
 * `named` how often a party gives its id.
 */
function root() {
  let looked = 0;
  let named = 0;
  const party = (id: string, agreement: () => object): object => ({
    id: () => {
      named += 1;
      return id;
    },
    agreement,
  });
  const agreement = (id: string): object => ({
    id,
    title: 'T',
    status: { name: 'IN_FORCE', since: 'S' },
    parties: async () => {
      looked += 1;
      return ['x', 'y', 'z'].map((one) => party(one, () => agreement(id)));
    },
  });
  return {
    value: { agreements: () => ['a', 'b', 'c', 'd', 'e'].map(agreement) },
    looked: () => looked,
    named: () => named,
  };
}

async function answerTo(source: string, most: number) {
  const { value, looked, named } = root();
  const contextValue = { budget: createBudget(most) };
  const { data, errors = [] } = await graphql({ schema, source, rootValue: value, contextValue });
  const limits = errors.map(({ originalError }) =>
    originalError instanceof RefusedError ? originalError.refusal.details['limit'] : originalError,
  );
  return { data, limits, looked: looked(), named: named() };
}

describe('the values that an answer may hold', () => {
  it('are the members of its lists and what is asked of each, aliases and objects too', async () => {
    // Five agreements, each with itself, an id, an id again, a status and two values of it.
    const source = '{ agreements { id again: id status { name since } } }';
    expect((await answerTo(source, 30)).limits).toEqual([]);
    expect((await answerTo(source, 29)).limits).toEqual(['ANSWER_VALUES']);
  });

  it('are charged for lists within lists as long as they are', async () => {
    // Five agreements with a list each, then fifteen parties with an id each.
    const source = '{ agreements { ...P } } fragment P on Agreement { parties { ... on Party { id } } }';
    expect((await answerTo(source, 40)).limits).toEqual([]);
    expect((await answerTo(source, 39)).limits).toEqual(['ANSWER_VALUES']);
  });

  it('of lists that come together are all charged before a member of any is looked at', async () => {
    const source = '{ agreements { parties { id } } }';
    expect(await answerTo(source, 40)).toMatchObject({ limits: [], named: 15 });
    // The fifth list is one too many: nobody has asked the parties of the four before for their ids.
    expect(await answerTo(source, 39)).toMatchObject({ limits: ['ANSWER_VALUES'], named: 0 });
  });

  it('end the answer with one error, and nothing more is looked up', async () => {
    const source = '{ agreements { parties { agreement { parties { agreement { parties { id } } } } } } }';
    const { limits, looked } = await answerTo(source, 60);
    expect(limits).toEqual(['ANSWER_VALUES']);
    expect(looked).toBeLessThan(5 + 15 + 45);
  });
});

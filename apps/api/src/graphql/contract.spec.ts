import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedRoles } from '../guard.js';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { RESOLVERS } from './resolvers.js';
import { buildApiSchema, schemaText } from './schema-text.js';

const root = join(import.meta.dirname, '../../../..');
const committed = join(root, 'apps/api/schema.graphql');
/** The second line goes on from the first. */
const contract = ['api.graphql', 'api-2.graphql'].map((name) => join(root, 'test/contract', name));

/** Every type, field, argument and value of a schema, one a line, with its type. */
function linesOf(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => [`${type.constructor.name} ${type.name}`, ...membersOf(type)]);
}

function membersOf(type: GraphQLNamedType): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(
      (field) => `${type.name}.${field.name}: ${String(field.type)}`,
    );
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces().map(({ name }) => `${type.name} implements ${name}`),
    ...Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${String(field.type)}`,
      ...field.args.map((arg) => `${type.name}.${field.name}(${arg.name}: ${String(arg.type)})`),
    ]),
  ];
}

describe('the schema', () => {
  it('is what the committed file says (npm run schema writes it)', async () => {
    expect(await schemaText()).toBe(readFileSync(committed, 'utf8'));
  });

  it('describes every type, field and argument', async () => {
    const schema = await buildApiSchema();
    const silent = Object.values(schema.getTypeMap())
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) => [
        ...(type.description ? [] : [type.name]),
        ...('getFields' in type
          ? Object.values(type.getFields()).flatMap((field) => {
              const args: readonly GraphQLArgument[] = 'args' in field ? field.args : [];
              const at = `${type.name}.${field.name}`;
              return [
                ...(field.description ? [] : [at]),
                ...args.flatMap((arg) => (arg.description ? [] : [`${at}(${arg.name})`])),
              ];
            })
          : []),
      ]);
    expect(silent).toEqual([]);
  });

  it('has everything that the contract has, with the same types', async () => {
    const offered = new Set(linesOf(await buildApiSchema()));
    const text = contract.map((file) => readFileSync(file, 'utf8')).join('\n');
    const promised = linesOf(buildSchema(text, { assumeValidSDL: true }));
    expect(promised.length).toBeGreaterThan(1_500);
    expect(promised.filter((line) => !offered.has(line))).toEqual([]);
  });
});

/** The methods that Nest serves as operations, by name; what resolves fields of objects is none. */
function operationMethods(): ReadonlyMap<string, object> {
  return new Map(
    RESOLVERS.flatMap(({ prototype }) =>
      Object.getOwnPropertyNames(prototype).flatMap((name) => {
        const method = (prototype as object as Record<string, unknown>)[name];
        const kind: unknown =
          typeof method === 'function' ? Reflect.getMetadata('graphql:resolver_type', method) : undefined;
        return kind === 'Query' || kind === 'Mutation' || kind === 'Subscription'
          ? [[name, method as object]]
          : [];
      }),
    ),
  );
}

describe('every operation', () => {
  const methods = operationMethods();
  const rolesOf = (name: string) => allowedRoles(methods.get(name) ?? {});

  it('declares who may use it', async () => {
    const schema = await buildApiSchema();
    const operations = [
      schema.getQueryType(),
      schema.getMutationType(),
      schema.getSubscriptionType(),
    ].flatMap((type) => Object.keys(type?.getFields() ?? {}));
    expect(operations.length).toBeGreaterThan(40);
    expect([...methods.keys()].toSorted()).toEqual(operations.toSorted());
    expect(operations.filter((name) => rolesOf(name) === null)).toEqual([]);
  });

  it('that records is for the secretariat alone, and for the depositary alone where it corrects or erases', async () => {
    const mutations = Object.keys((await buildApiSchema()).getMutationType()?.getFields() ?? {});
    expect(mutations.filter((name) => rolesOf(name)?.join() !== 'secretariat')).toEqual([
      'placeLegalHold',
      'liftLegalHold',
      'erasePersonData',
      'rectifyRecord',
      'annulRecord',
      'resolveDispute',
    ]);
    expect(rolesOf('erasePersonData')).toEqual(['depositary']);
    expect(rolesOf('rectifyRecord')).toEqual(['depositary']);
    expect(rolesOf('annulRecord')).toEqual(['depositary']);
    expect(rolesOf('resolveDispute')).toEqual(['depositary']);
  });

  it.each(['events', 'replay', 'proof', 'verify', 'eventRecorded'])(
    'on events is not for dashboards: %s',
    (name) => {
      expect(rolesOf(name)).toEqual(['secretariat', 'auditor']);
    },
  );
});

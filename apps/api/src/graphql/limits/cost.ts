import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../lists/page.js';

/** Objects that a plain list is taken to hold; agreements have few parties, few terms, few intents. */
const PLAIN_LIST = 5;

/**
 * The most objects that an operation may answer with, taking a connection for as long as its `first` and a plain list
 * for {@link PLAIN_LIST}. Of several operations in a document the dearest counts. The document must have been validated.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, number>();
  const defaults = defaultsIn(document);

  const ofSelections = (set: SelectionSetNode, type: GraphQLNamedType | undefined): number => {
    let cost = 0;
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          cost += ofField(selection, type);
          break;
        case Kind.INLINE_FRAGMENT:
          cost += ofSelections(
            selection.selectionSet,
            selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type,
          );
          break;
        case Kind.FRAGMENT_SPREAD:
          cost += ofFragment(selection.name.value);
          break;
        default:
          return selection satisfies never;
      }
    }
    return cost;
  };
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const fragment = fragments.get(name);
    const cost = fragment
      ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : 0;
    known.set(name, cost);
    return cost;
  };
  const ofField = (node: FieldNode, parent: GraphQLNamedType | undefined): number => {
    if (!node.selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
    const field = parent.getFields()[node.name.value];
    if (!field) return 0;
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return 0;
    const one = 1 + ofSelections(node.selectionSet, type);
    if (field.args.some(({ name }) => name === 'first')) return one * firstOf(node, variables, defaults);
    // The members of a page, and of a network, are counted by its `first`.
    const plainList = isListType(getNullableType(field.type)) && !/(Connection|^Network)$/.test(parent.name);
    return plainList ? one * PLAIN_LIST : one;
  };
  const ofOperation = (operation: OperationDefinitionNode): number =>
    ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);

  return Math.max(
    0,
    ...document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? ofOperation(definition) : 0,
    ),
  );
}

/** The whole numbers that variables stand for where none is given; of several operations, the largest. */
function defaultsIn(document: DocumentNode): ReadonlyMap<string, number> {
  const defaults = new Map<string, number>();
  for (const definition of document.definitions)
    for (const { variable, defaultValue } of ('variableDefinitions' in definition &&
      definition.variableDefinitions) ||
      [])
      if (defaultValue?.kind === Kind.INT)
        defaults.set(
          variable.name.value,
          Math.max(Number(defaultValue.value), defaults.get(variable.name.value) ?? 0),
        );
  return defaults;
}

function firstOf(
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  defaults: ReadonlyMap<string, number>,
): number {
  const value = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return pageOf(Number(value.value));
  if (value?.kind === Kind.VARIABLE) {
    const given = variables[value.name.value] ?? defaults.get(value.name.value);
    if (typeof given === 'number') return pageOf(given);
  }
  return DEFAULT_PAGE;
}

/** A page of an impossible length is refused by its own field, not for its cost. */
function pageOf(first: number): number {
  return Math.min(Math.max(1, first), LARGEST_PAGE);
}

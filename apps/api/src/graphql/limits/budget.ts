import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { overLimit } from '../errors/refused-error.js';
import { LIMITS } from './limits.js';

/** What is left of the values that an answer may hold. How long its lists are shows only while it is made. */
export interface Budget {
  /** Whether there is nothing left: the answer is given up, and need not be made any further. */
  readonly exceeded: boolean;
  /** The characters that long texts of the answer may still have. */
  readonly charactersLeft: number;
  /** @throws {RefusedError} once, when more is spent than there is */
  spend(values: number): void;
  /** @throws {RefusedError} when long texts have more characters than an answer may have */
  spendCharacters(characters: number): void;
  /** Fills it again, for the next answer of the same subscription. */
  renew(): void;
}

/** The budget of one answer. */
export function createBudget(
  most: number = LIMITS.values,
  mostCharacters: number = LIMITS.answerCharacters,
): Budget {
  return new AnswerBudget(most, mostCharacters);
}

class AnswerBudget implements Budget {
  private left: number;
  charactersLeft: number;

  constructor(
    private readonly most: number,
    private readonly mostCharacters: number,
  ) {
    this.left = most;
    this.charactersLeft = mostCharacters;
  }

  get exceeded(): boolean {
    return this.left < 0 || this.charactersLeft < 0;
  }

  spend(values: number): void {
    this.left -= values;
    if (this.left < 0) throw overLimit({ limit: 'ANSWER_VALUES', most: this.most });
  }

  spendCharacters(characters: number): void {
    this.charactersLeft -= characters;
    if (this.charactersLeft < 0) throw overLimit({ limit: 'ANSWER_CHARACTERS', most: this.mostCharacters });
  }

  renew(): void {
    this.left = this.most;
    this.charactersLeft = this.mostCharacters;
  }
}

/** Charges each list of an answer with the values that are asked of its members; one list too many ends the answer. */
export function chargeLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      if (isListType(getNullableType(field.type)))
        field.resolve = charged(field.resolve ?? defaultFieldResolver, getNamedType(field.type));
  }
  return schema;
}

type Resolve = GraphQLFieldResolver<unknown, { readonly budget: Budget }>;

function charged(resolve: Resolve, member: GraphQLNamedType): Resolve {
  return (source, args, context, info) => {
    if (context.budget.exceeded) return [];
    const charge = (list: unknown): unknown => {
      if (context.budget.exceeded) return [];
      if (Array.isArray(list)) context.budget.spend(list.length * valuesOf(info, member));
      return list;
    };
    // Lists that were loaded together are all charged before a member of any of them is looked at.
    const unlessExceeded = (list: unknown): unknown => (context.budget.exceeded ? [] : list);
    const found = resolve(source, args, context, info);
    return found instanceof Promise ? found.then(charge).then(unlessExceeded) : charge(found);
  };
}

const known = new WeakMap<FieldNode, number>();

/** How many values are asked of a member of a list; lists below it are charged by themselves. */
function valuesOf(info: GraphQLResolveInfo, member: GraphQLNamedType): number {
  let values = 1;
  for (const node of info.fieldNodes) {
    const before = known.get(node);
    const asked = before ?? (node.selectionSet ? valuesIn(node.selectionSet, member, info) : 0);
    if (before === undefined) known.set(node, asked);
    values += asked;
  }
  return values;
}

function valuesIn(set: SelectionSetNode, type: GraphQLNamedType, info: GraphQLResolveInfo): number {
  let values = 0;
  for (const selection of set.selections) {
    switch (selection.kind) {
      case Kind.FIELD:
        values += 1 + ofOne(selection, type, info);
        break;
      case Kind.INLINE_FRAGMENT:
        values += valuesIn(selection.selectionSet, type, info);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = info.fragments[selection.name.value];
        if (fragment) values += valuesIn(fragment.selectionSet, type, info);
        break;
      }
      default:
        return selection satisfies never;
    }
  }
  return values;
}

/** How many values are asked of a field that is not a list. */
function ofOne(
  { name, selectionSet }: FieldNode,
  parent: GraphQLNamedType,
  info: GraphQLResolveInfo,
): number {
  if (!selectionSet || !(isObjectType(parent) || isInterfaceType(parent))) return 0;
  const field = parent.getFields()[name.value];
  return field && !isListType(getNullableType(field.type))
    ? valuesIn(selectionSet, getNamedType(field.type), info)
    : 0;
}

import type { Limit } from '@entente/domain';
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { overLimit } from '../errors/refused-error.js';
import { LIMITS } from './limits.js';

/** A validation rule: no deeper, no more selections, aliases and directives than {@link LIMITS} says. */
export function documentLimits(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  const report = (limit: Limit): void => {
    const cause = overLimit(limit);
    context.reportError(new GraphQLError(cause.message, { originalError: cause }));
  };
  return {
    Field: ({ alias }) => {
      if (alias) aliases += 1;
    },
    Directive: () => {
      directives += 1;
    },
    Document: {
      leave: (document) => {
        if (aliases > LIMITS.aliases) report({ limit: 'QUERY_ALIASES', most: LIMITS.aliases });
        if (directives > LIMITS.directives) report({ limit: 'QUERY_DIRECTIVES', most: LIMITS.directives });
        if (selectionsOf(document) > LIMITS.selections)
          report({ limit: 'QUERY_SELECTIONS', most: LIMITS.selections });
        if (depthOf(document) > LIMITS.depth) report({ limit: 'QUERY_DEPTH', most: LIMITS.depth });
      },
    },
  };
}

/**
 * How many selections a document has when every fragment is written out where it is spread, which is what the compiler of
 * queries does: fragments that spread each other twice double with each. Infinite for those that spread themselves.
 */
export function selectionsOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, number>();

  const ofSelections = (set: SelectionSetNode | undefined): number => {
    let count = 0;
    for (const selection of set?.selections ?? [])
      count +=
        1 +
        (selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet));
    return count;
  };
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    known.set(name, Infinity);
    const count = ofSelections(fragments.get(name)?.selectionSet);
    known.set(name, count);
    return count;
  };

  let count = 0;
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) count += ofSelections(definition.selectionSet);
  return count;
}

/** The deepest nesting of fields. Introspection has its own limit in graphql-js and is not counted. */
export function depthOf(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, number>();

  const ofSelections = (set: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      switch (selection.kind) {
        case Kind.FIELD:
          if (!selection.name.value.startsWith('__'))
            deepest = Math.max(deepest, 1 + ofSelections(selection.selectionSet));
          break;
        case Kind.INLINE_FRAGMENT:
          deepest = Math.max(deepest, ofSelections(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD:
          deepest = Math.max(deepest, ofFragment(selection.name.value));
          break;
        default:
          return selection satisfies never;
      }
    }
    return deepest;
  };
  const ofFragment = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // graphql-js's own rule reports a cycle; here it only has to end.
    known.set(name, 0);
    const depth = ofSelections(fragments.get(name)?.selectionSet);
    known.set(name, depth);
    return depth;
  };

  return Math.max(
    0,
    ...document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? ofSelections(definition.selectionSet) : 0,
    ),
  );
}

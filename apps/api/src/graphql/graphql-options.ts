import type { Caller } from '@entente/access';
import { notedVault } from '@entente/assembly';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import type { ApiParts } from '../api-parts.js';
import { errorFormatter } from './errors/error-formatter.js';
import { invalid } from './errors/refused-error.js';
import { chargeLists, createBudget } from './limits/budget.js';
import { documentLimits } from './limits/document-limits.js';
import { LIMITS } from './limits/limits.js';
import { checkAnswerSize } from './limits/answer-size.js';
import { checkCost, checkSource, operationsOf } from './limits/request-limits.js';
import type { ApiContext } from './loading/context.js';
import { createLoaders } from './loading/loaders.js';
import { describeRootTypes } from './root-types.js';

/** A request that has been through authentication. */
export type AuthenticatedRequest = FastifyRequest & { readonly caller: Caller | null };

/** The validation rules beside those of graphql-js. */
export function validationRules(production: boolean): ValidationRule[] {
  return [documentLimits, ...(production ? [NoSchemaIntrospectionCustomRule] : [])];
}

/** What kind of operation a request asks for; null where it does not say which one. */
function operationAsked(document: DocumentNode, context: object): OperationTypeNode | null {
  const body = 'reply' in context ? (context.reply as FastifyReply).request.body : null;
  const name =
    typeof body === 'object' && body !== null && 'operationName' in body ? body.operationName : null;
  return getOperationAST(document, typeof name === 'string' ? name : null)?.operation ?? null;
}

/** How the schema is built: for the server, and for the file that is committed. */
export const SCHEMA_OPTIONS = {
  autoSchemaFile: true,
  sortSchema: true,
  // Nest would ask the schema all about itself to see whether it is valid; Mercurius refuses to start on one that is not.
  buildSchemaOptions: { skipCheck: true },
} as const;

/** What the resolvers of one operation share, by who asks for it and by which way: what is opened for them is noted. */
export function contextsOver({
  ledger,
  readModel,
  vault,
  access,
  store,
  reads,
}: ApiParts): (caller: Caller | null, way: string, options?: { readonly cache: boolean }) => ApiContext {
  const sources = { readModel, reader: ledger.reader, access, store };
  return (caller, way, { cache } = { cache: true }) => {
    const budget = createBudget();
    // What is sealed is opened for nobody who is not known.
    const opening = caller === null ? vault : notedVault(vault, reads, { who: caller.actor, way });
    const loaders = createLoaders({ ...sources, vault: opening }, caller, { cache, budget });
    return { caller, loaders, budget };
  };
}

/** How Mercurius runs here. */
export function graphqlOptions(parts: ApiParts): MercuriusDriverConfig {
  const { production } = parts;
  const contextOf = contextsOver(parts);
  return {
    ...SCHEMA_OPTIONS,
    driver: MercuriusDriver,
    path: '/graphql',
    transformSchema: (schema) => chargeLists(describeRootTypes(schema)),
    graphiql: false,
    // Compiled beside the requests: when Mercurius compiles within one, it leaves that one's variables to the compiled code,
    // which does not say which member of them is at fault.
    jit: { minCount: 2, eluThreshold: 1, maxCompilePerTick: 1, maxQueueSize: 100 },
    // Mercurius remembers every document, valid or not, with its syntax tree: up to 2 MB each.
    cache: LIMITS.rememberedDocuments,
    // A page of another origin sends none of these headers without asking first.
    csrfPrevention: { requiredHeaders: ['authorization', 'mercurius-require-preflight'] },
    allowBatchedQueries: false,
    // Subscriptions have their own server: Mercurius does not validate their documents, and sends raw messages of errors.
    subscription: false,
    validationRules: validationRules(production),
    graphql: { parseOptions: { maxTokens: LIMITS.tokens }, validateOptions: { maxErrors: 10 } },
    errorFormatter: errorFormatter(parts),
    context: (request: FastifyRequest): ApiContext =>
      contextOf((request as AuthenticatedRequest).caller, 'graphql'),
    hooks: {
      preParsing: async (_schema: GraphQLSchema, source: string) => checkSource(source),
      preExecution: async (
        schema: GraphQLSchema,
        document: DocumentNode,
        context: object,
        variables?: Record<string, unknown>,
      ) => {
        if (operationAsked(document, context) === OperationTypeNode.SUBSCRIPTION)
          throw invalid('query', { problem: 'SUBSCRIPTIONS_ELSEWHERE' });
        checkCost(schema, document, variables ?? {});
        // Mercurius compiles a document once, for one operation of it: one with several must not be compiled.
        return operationsOf(document) > 1 ? { document } : {};
      },
      onResolution: async (execution: { readonly data?: unknown }) => {
        try {
          checkAnswerSize(execution.data);
        } catch (error) {
          const { response } = errorFormatter(parts)({ data: null, errors: [error as GraphQLError] });
          Object.assign(execution, response);
        }
      },
    },
  };
}

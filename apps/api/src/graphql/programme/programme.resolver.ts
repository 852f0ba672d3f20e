import { OutcomeRecorded, textIn } from '@entente/domain';
import { listCommittees, type ProgrammeRow } from '@entente/read-model';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../as-of/answer-as-of.js';
import { CommitteeConnection } from '../committee/committee.types.js';
import { recordOf, type RecordOf } from '../correction/record-of.js';
import { occurredOf } from '../event/event-node.js';
import { LangArg, type LangArgs } from '../inputs/arguments.js';
import type { ConnectionNode } from '../lists/connection.js';
import { entityOf, Lists } from '../lists/lists.js';
import { AfterArg, FirstArg } from '../lists/page-arguments.js';
import type { ApiContext } from '../loading/context.js';
import { Organization } from '../organization/organization.types.js';
import { RecordState } from '../vocabulary/enums.js';
import { LocalizedText } from '../vocabulary/localized-text.js';
import { annualNodeOf, type AnnualNode } from './annual-record.resolver.js';
import { ruleNodeOf, type RuleNode } from './governance-rule.resolver.js';
import { AnnualRecord, GovernanceRule, Outcome, Programme, ProgrammePhase } from './programme.types.js';

@Resolver(() => Programme)
export class ProgrammeResolver {
  constructor(private readonly lists: Lists) {}

  @ResolveField('title', () => String, {
    nullable: true,
    description: 'Its title in the language asked for, or in the one there is.',
  })
  async title(node: Entity, @LangArg() { lang }: LangArgs, context: ApiContext): Promise<string | null> {
    return textIn((await rowOf(node, context)).details.title, lang);
  }

  @ResolveField('titles', () => [LocalizedText], { description: 'Its title in every language there is.' })
  async titles(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LocalizedText[]> {
    return (await rowOf(node, context)).details.title;
  }

  @ResolveField('steward', () => Organization, { nullable: true, description: 'The organisation in charge.' })
  async steward(node: Entity, _args: unknown, context: ApiContext): Promise<Entity | null> {
    const { stewardId } = (await rowOf(node, context)).details;
    return stewardId === undefined ? null : { key: stewardId, asOf: node.asOf };
  }

  @ResolveField('phase', () => ProgrammePhase, {
    nullable: true,
    description: 'The phase that it was in when it was registered.',
  })
  async phase(node: Entity, _args: unknown, context: ApiContext): Promise<ProgrammePhase | null> {
    const { phase } = (await rowOf(node, context)).details;
    return phase ? { ordinal: phase.ordinal ?? null, text: phase.text ?? [] } : null;
  }

  @ResolveField('record', () => RecordState, { description: 'Whether its registration was corrected.' })
  async record(node: Entity, _args: unknown, context: ApiContext): Promise<RecordOf> {
    return recordOf((await rowOf(node, context)).event_id, node.asOf, context.loaders);
  }

  @ResolveField('rules', () => [GovernanceRule], { description: 'Its rules in effect then, by code.' })
  async rules({ key, asOf }: Entity, _args: unknown, context: ApiContext): Promise<readonly RuleNode[]> {
    const rows = await context.loaders.rules(asOf, key);
    return Promise.all(rows.map(({ event_id }) => ruleNodeOf(event_id, asOf, context)));
  }

  @ResolveField('outcomes', () => [Outcome], { description: 'The outcomes that had been observed by then.' })
  async outcomes(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Outcome[]> {
    const rows = await loaders.outcomes(asOf, key);
    return Promise.all(
      rows.map(async ({ event_id }) => {
        const [{ data }, event] = await Promise.all([
          loaders.fact(OutcomeRecorded, asOf, event_id),
          loaders.current(asOf, event_id),
        ]);
        const { outcomeId, kind, amount, approximate, text } = data;
        return {
          id: outcomeId,
          kind,
          amount: amount ?? null,
          approximate: approximate ?? false,
          text,
          observed: occurredOf(event),
        };
      }),
    );
  }

  @ResolveField('annual', () => [AnnualRecord], {
    description: 'What had been planned and reported of its years by then, by year.',
  })
  async annual({ key, asOf }: Entity, _args: unknown, context: ApiContext): Promise<readonly AnnualNode[]> {
    const rows = await context.loaders.annuals(asOf, key);
    return Promise.all(rows.map((row) => annualNodeOf(row, asOf, context)));
  }

  @ResolveField('committees', () => CommitteeConnection, {
    description: 'Its committees established by then, by title.',
  })
  committees(
    @Parent() { key, asOf: below }: Entity,
    @Context() { loaders }: ApiContext,
    @FirstArg() first?: number | null,
    @AfterArg() after?: string | null,
  ): Promise<ConnectionNode<Entity>> {
    const filter = { programmeId: key };
    return this.lists.answerBelow({
      request: { list: 'programme.committees', sort: 'TITLE', filter: { id: key } },
      below,
      first,
      after,
      firstRows: (group) => loaders.firstCommittees(group, key),
      read: (db, asOf, page) => listCommittees(db, { filter, asOf, page }),
      count: (asOf) => loaders.committeeCount(asOf, key),
      toNode: entityOf,
    });
  }
}

/** Programmes are only answered where they are known. */
async function rowOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<ProgrammeRow> {
  const row = await loaders.programme(asOf, key);
  if (!row) throw new Error(`programme ${key} is not known at the dates of its answer`);
  return row;
}

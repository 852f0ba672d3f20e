import type { Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { flagsOf, type Flag, type FlagFacts, type FlagThresholds, type StatusRow } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Context, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { THRESHOLDS } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import type { AnswerAsOf, Entity } from '../as-of/answer-as-of.js';
import { AsOfArg, type AsOf } from '../as-of/as-of.input.js';
import { AsOfResolver } from '../as-of/as-of.js';
import type { EventNode } from '../event/event-node.js';
import { LedgerEvent } from '../event/event.types.js';
import { NodeArg, type AskedId } from '../inputs/arguments.js';
import type { ApiContext } from '../loading/context.js';
import { DatedFact } from '../vocabulary/dated-fact.js';
import type { DatedNode } from '../vocabulary/dated-node.js';
import { StatusFlag } from '../vocabulary/enums.js';
import { StatusAnswer } from './agreement.types.js';
import { annulmentOf, UNKNOWN_AGREEMENT } from './unknown-agreement.js';

export interface StatusNode extends StatusAnswer {
  readonly asOf: AnswerAsOf & StatusAnswer['asOf'];
  /** Null where the ledger did not know the agreement. */
  readonly row: StatusRow | null;
  readonly agreementId: string;
  /** Of a rehearsal: the facts behind its flags, and the events that it assumes, of which there is nothing to read. */
  readonly rehearsed?: { readonly facts: FlagFacts | null; readonly assumed: ReadonlySet<string> };
}

/** The status of an agreement, as the read model has it. */
export async function statusOf({ key, asOf }: Entity, { loaders }: ApiContext): Promise<StatusNode> {
  return statusNodeOf(key, await loaders.status(asOf, key), asOf);
}

/** The status of an agreement; one that the ledger did not know then is UNKNOWN_TO_LEDGER, and that is certain. */
export function statusNodeOf(agreementId: string, row: StatusRow | null, asOf: AnswerAsOf): StatusNode {
  return {
    asOf,
    agreementId,
    row,
    ...(row
      ? { status: row.status, certainty: row.certainty, possible: row.possible, inForce: row.in_force }
      : UNKNOWN_AGREEMENT),
  };
}

@Resolver(() => StatusAnswer)
export class StatusAnswerResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(THRESHOLDS) private readonly thresholds: FlagThresholds,
    private readonly asOf: AsOfResolver,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => StatusAnswer, {
    nullable: true,
    description: 'The status of an agreement; UNKNOWN_TO_LEDGER rather than null.',
  })
  async agreementStatus(
    @Context() context: ApiContext,
    @NodeArg('Agreement') id: AskedId,
    @AsOfArg() asked?: AsOf | null,
  ): Promise<StatusNode> {
    return statusOf({ key: id.key, asOf: await this.asOf.resolveOf(id, asked, context) }, context);
  }

  @ResolveField('flags', () => [StatusFlag], { description: 'What else a reader should know.' })
  async flags(
    { row, asOf, rehearsed }: StatusNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly Flag[]> {
    if (!row) return [];
    const facts = rehearsed ? rehearsed.facts : await loaders.flagFacts(asOf, row.agreement_id);
    const { timeZone } = this.ledger.identity;
    return flagsOf({ validOn: asOf.validOn, status: row, facts, timeZone }, this.thresholds);
  }

  @ResolveField('since', () => DatedFact, {
    nullable: true,
    description: 'When the status began; null for NOT_YET, DRAFT and UNKNOWN_TO_LEDGER.',
  })
  since({ row, asOf, rehearsed }: StatusNode): DatedNode | null {
    if (!row?.since) return null;
    const [eventId] = row.decided_by;
    if (eventId !== undefined && rehearsed?.assumed.has(eventId)) return { ...row.since, noteOf: null };
    const pointers =
      row.status === 'EXPIRED' ? ['/data/endsOn/note', '/data/newEndsOn/note'] : ['/effective/note'];
    return { ...row.since, noteOf: eventId === undefined ? null : { eventId, pointers, asOf } };
  }

  @ResolveField('decidedBy', () => [LedgerEvent], {
    description: 'The events that decided it; a rehearsal names those that are recorded.',
  })
  async decidedBy(
    { row, asOf, agreementId, rehearsed }: StatusNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly EventNode[]> {
    const deciding = row ? row.decided_by : await annulmentOf(agreementId, asOf, loaders);
    const ids = deciding.filter((id) => !rehearsed?.assumed.has(id));
    return Promise.all(ids.map((id) => loaders.eventAt(asOf, id)));
  }
}

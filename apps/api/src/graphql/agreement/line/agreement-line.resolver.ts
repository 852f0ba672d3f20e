import { LEDGER } from '@entente/commands';
import { dayInZone, streamNamed } from '@entente/domain';
import { writePosition, type Ledger } from '@entente/ledger';
import { linePieces, momentsOf, participationPieces, type Moment as MomentFound } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { ResolveField, Resolver } from '@nestjs/graphql';
import type { Entity } from '../../as-of/answer-as-of.js';
import type { ApiContext } from '../../loading/context.js';
import type { SourceNode } from '../../source/source-node.js';
import { Source } from '../../source/source.types.js';
import { PositionScalar } from '../../vocabulary/scalars.js';
import { Organization } from '../../organization/organization.types.js';
import { Agreement } from '../agreement.types.js';
import { LinePiece, Moment, ParticipationPiece } from './line.types.js';

/** A session of recording as the API answers it. */
interface MomentNode extends MomentFound {
  readonly asOf: Entity['asOf'];
}

/** From when to when a piece holds, on both axes. */
interface Bounds {
  readonly valid_from: string;
  readonly valid_to: string;
  readonly knownFrom: MomentFound;
  readonly knownTo: MomentFound | null;
}

/** What was answered of an agreement on all days, at the end of each session in which something of it was recorded. */
@Resolver(() => Agreement)
export class AgreementLineResolver {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @ResolveField('line', () => [LinePiece], {
    description:
      'Its status on all days as known at the end of each session of recording up to then; validOn does not filter it. In the order of knowledge, then of days.',
  })
  async line(node: Entity, _args: unknown, context: ApiContext): Promise<readonly LinePiece[]> {
    const [rows, moments] = await Promise.all([
      context.loaders.statusLine(node.asOf, node.key),
      this.moments(node, undefined, context),
    ]);
    const bounds = boundsAmong(moments);
    return linePieces(rows, moments).map(({ status, certainty, possible, in_force, ...piece }) => ({
      status,
      certainty,
      possible,
      inForce: in_force,
      ...bounds(piece),
    }));
  }

  @ResolveField('participationLine', () => [ParticipationPiece], {
    description:
      'Who takes part on all days, in whatever role, as known at the end of each session of recording up to then; validOn does not filter it. In the order of knowledge, then of days, then of organisations.',
  })
  async participationLine(
    node: Entity,
    _args: unknown,
    context: ApiContext,
  ): Promise<readonly ParticipationPiece[]> {
    const [rows, moments] = await Promise.all([
      context.loaders.participationLine(node.asOf, node.key),
      this.moments(node, undefined, context),
    ]);
    const bounds = boundsAmong(moments);
    return participationPieces(rows, moments).map(
      ({ organization_id, role, certainty, suspended, ...piece }) => ({
        organization: { key: organization_id, asOf: node.asOf } as unknown as Organization,
        role,
        certainty,
        suspended,
        ...bounds(piece),
      }),
    );
  }

  @ResolveField('moments', () => [Moment], {
    description: 'The sessions in which something of it was recorded up to then, in the order of the log.',
  })
  async moments(
    { key, asOf }: Entity,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<readonly MomentNode[]> {
    const recordings = await loaders.recordings(asOf, streamNamed('agreement', key));
    const { timeZone } = this.ledger.identity;
    return momentsOf(recordings, (instant) => dayInZone(instant, timeZone)).map((moment) => ({
      ...moment,
      asOf,
    }));
  }
}

/** Writes the bounds of a piece as the API does, with the sessions as it answers them. */
function boundsAmong(moments: readonly MomentNode[]) {
  const nodeOf = new Map(moments.map((moment) => [moment.position, moment as unknown as Moment]));
  return ({ valid_from, valid_to, knownFrom, knownTo }: Bounds) => ({
    validFrom: valid_from === '-infinity' ? null : valid_from,
    validTo: valid_to === 'infinity' ? null : valid_to,
    knownFrom: nodeOf.get(knownFrom.position) as Moment,
    knownTo: knownTo && (nodeOf.get(knownTo.position) as Moment),
  });
}

@Resolver(() => Moment)
export class MomentResolver {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @ResolveField('position', () => PositionScalar, {
    description: 'Its last event: an answer as of this position knows all of it.',
  })
  lastPosition({ position }: MomentNode): string {
    return writePosition(this.ledger.identity.ledgerId, position);
  }

  @ResolveField('recordedByName', () => String, {
    nullable: true,
    description: 'The name of the token or session that recorded it; null for dashboards.',
  })
  recordedByName(
    { recordedBy }: MomentNode,
    _args: unknown,
    { loaders }: ApiContext,
  ): Promise<string | null> {
    return loaders.actorName(recordedBy);
  }

  @ResolveField('sources', () => [Source], {
    description: 'The sources that its events cite, in the order of the first citation.',
  })
  sources({ sources, asOf }: MomentNode): readonly SourceNode[] {
    return sources.map((key) => ({ key, asOf }));
  }
}

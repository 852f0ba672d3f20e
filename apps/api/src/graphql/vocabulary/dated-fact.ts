import type { UncertainDate } from '@entente/domain';
import type { Envelope } from '@entente/ledger';
import { Field, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from '../loading/context.js';
import type { DatedNode } from './dated-node.js';
import { Basis, Precision } from './enums.js';
import { DateScalar, EdtfScalar } from './scalars.js';

@ObjectType('DatedFact', { description: 'A date as it is known.' })
export class DatedFact implements UncertainDate {
  @Field(() => DateScalar, { description: 'The day used where one is needed.' })
  readonly point!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The earliest day it can be; null: no bound that way.',
  })
  readonly earliest!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The latest day it can be; null: no bound that way.',
  })
  readonly latest!: string | null;

  @Field(() => EdtfScalar, { description: 'As EDTF writes it.' })
  readonly edtf!: string;

  @Field(() => Precision, { description: 'How finely it is known.' })
  readonly precision!: keyof typeof Precision;

  @Field(() => Basis, { description: 'How it is known.' })
  readonly basis!: keyof typeof Basis;
}

@Resolver(() => DatedFact)
export class DatedFactResolver {
  @ResolveField('note', () => String, {
    nullable: true,
    description: 'A note; null where there is none, where you may not see it, and after erasure.',
  })
  async note({ noteOf }: DatedNode, _args: unknown, { loaders }: ApiContext): Promise<string | null> {
    if (!noteOf || !loaders.readsConfidential) return null;
    const { envelope } = await loaders.event(noteOf.eventId);
    for (const pointer of [...noteOf.pointers, ...copyOf(noteOf.pointers, envelope)]) {
      const note = await (noteOf.asOf
        ? loaders.sealedNow(noteOf.asOf, noteOf.eventId, pointer)
        : loaders.sealed(envelope, pointer));
      if (typeof note === 'string') return note;
    }
    return null;
  }
}

/** Where an event took effect when it happened, the one note is on both dates. */
function copyOf(pointers: readonly string[], { occurred, effective }: Envelope): readonly string[] {
  const copied = effective.edtf === occurred.edtf && effective.point === occurred.point;
  return copied && pointers.includes('/effective/note') ? ['/occurred/note'] : [];
}

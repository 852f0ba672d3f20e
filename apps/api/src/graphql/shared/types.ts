import type { UncertainDate } from '@entente/domain';
import { LEDGER, type Ledger } from '@entente/ledger';
import { Inject } from '@nestjs/common';
import { Context, Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { ApiContext } from './context.js';
import { Basis, Precision } from './enums.js';
import type { AnswerAsOf, DatedNode } from './nodes.js';
import { writePosition } from './position.js';
import { DateScalar, DateTimeScalar, EdtfScalar, LanguageTagScalar, PositionScalar } from './scalars.js';

@ObjectType('ResolvedAsOf', {
  description: "The two dates that an answer is for; they belong in a client's cache key.",
})
export class ResolvedAsOfType {
  @Field(() => DateScalar, { description: 'What was true on that day.' })
  readonly validOn!: string;
}

@Resolver(() => ResolvedAsOfType)
export class ResolvedAsOfResolver {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  @ResolveField('knownAt', () => DateTimeScalar, {
    nullable: true,
    description: 'As the ledger knew it then: the time asked for, else that of the position.',
  })
  knownAt(@Parent() { knownAt, position }: AnswerAsOf, @Context() { loaders }: ApiContext) {
    return knownAt ?? loaders.knownAt(position);
  }

  @ResolveField('position', () => PositionScalar, {
    description: 'As the ledger knew it at that place of its log.',
  })
  position(@Parent() { position }: AnswerAsOf): string {
    return writePosition(this.ledger.identity.ledgerId, position < 0n ? 0n : position);
  }
}

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
    description: 'A note; null where there is none, to who may not see it, and after erasure.',
  })
  async note(@Parent() { noteOf }: DatedNode, @Context() { loaders }: ApiContext): Promise<string | null> {
    if (!noteOf || !loaders.opensSealed) return null;
    const { envelope } = await loaders.event(noteOf.eventId);
    for (const pointer of noteOf.pointers) {
      const note = await loaders.sealed(envelope, pointer);
      if (typeof note === 'string') return note;
    }
    return null;
  }
}

@ObjectType('LocalizedText', { description: 'A text in one language.' })
export class LocalizedText {
  @Field(() => String, { description: 'The text.' })
  readonly text!: string;

  @Field(() => LanguageTagScalar, { description: 'Its language.' })
  readonly lang!: string;
}

@ObjectType('Bilingual', { description: 'A message in both languages of the ledger.' })
export class BilingualType {
  @Field(() => String, { description: 'In French.' })
  readonly fr!: string;

  @Field(() => String, { description: 'In English.' })
  readonly en!: string;
}

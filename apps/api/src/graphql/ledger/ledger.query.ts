import type { Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';

@ObjectType('Ledger', { description: 'The ledger itself, as it was opened.' })
class LedgerType {
  @Field(() => ID, { description: 'Its id, which every event bears.' })
  readonly id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name by which people know it; null where it was given none.',
  })
  readonly name!: string | null;

  @Field(() => String, { description: 'The zone of its civil days, an IANA name.' })
  readonly timeZone!: string;

  @Field(() => Boolean, {
    description: 'True for the demonstration: facts of public sources, to try things on.',
  })
  readonly demonstration!: boolean;
}

@Resolver()
export class LedgerQuery {
  constructor(@Inject(LEDGER) private readonly opened: Ledger) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => LedgerType, { nullable: true, description: 'The ledger that answers.' })
  ledger(): LedgerType {
    const { ledgerId, name, timeZone, demonstration } = this.opened.identity;
    return { id: ledgerId, name, timeZone, demonstration };
  }
}

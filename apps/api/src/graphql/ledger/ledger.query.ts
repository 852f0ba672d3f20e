import type { Ledger } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import { Inject } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../guard.js';
import { LedgerType } from './ledger.types.js';

@Resolver()
export class LedgerQuery {
  constructor(@Inject(LEDGER) private readonly opened: Ledger) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Query(() => LedgerType, { nullable: true, description: 'The ledger that answers.' })
  ledger(): LedgerType {
    const { ledgerId, name, timeZone, demonstration, openedAt } = this.opened.identity;
    return { id: ledgerId, name, timeZone, demonstration, openedAt };
  }
}

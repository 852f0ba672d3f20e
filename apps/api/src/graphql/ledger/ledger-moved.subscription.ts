import type { Ledger } from '@entente/ledger';
import { writePosition } from '@entente/ledger';
import { LEDGER } from '@entente/commands';
import type { ReadModel } from '@entente/read-model';
import { Inject } from '@nestjs/common';
import { Resolver, Subscription } from '@nestjs/graphql';
import { READ_MODEL } from '../../api-parts.js';
import { Allow } from '../../guard.js';
import { followLog } from '../event/follow-log.js';
import { PositionScalar } from '../vocabulary/scalars.js';

/** That something was recorded, and nothing of what: for whoever may not follow the events themselves. */
@Resolver()
export class LedgerMovedSubscription {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(READ_MODEL) private readonly readModel: ReadModel,
  ) {}

  @Allow('secretariat', 'auditor', 'dashboard')
  @Subscription(() => PositionScalar, {
    description:
      'How far answers have come, each time that they include more; what is recorded in between may be told at once.',
  })
  ledgerMoved(): AsyncIterator<{ readonly ledgerMoved: string }> {
    const { ledgerId } = this.ledger.identity;
    return followLog(this.readModel, async function* (_from, to) {
      yield { ledgerMoved: writePosition(ledgerId, to) };
    });
  }
}

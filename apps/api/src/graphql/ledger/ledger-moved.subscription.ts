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
      'The position that answers have reached, sent each time it advances; several events may arrive as one.',
  })
  ledgerMoved(): AsyncIterator<{ readonly ledgerMoved: string }> {
    const { ledgerId } = this.ledger.identity;
    return followLog(this.readModel, async function* (_from, to) {
      yield { ledgerMoved: writePosition(ledgerId, to) };
    });
  }
}

import { Inject } from '@nestjs/common';
import { Command as NestCommand, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Ledger, OutcomeTogether, Requested } from '@entente/ledger';
import { LEDGER } from './bus-command.js';

/** Several commands of one stream, to be recorded in one append, all or none. */
export class RecordTogether extends NestCommand<OutcomeTogether> {
  constructor(readonly commands: readonly Requested[]) {
    super();
  }
}

/** Hands them to the ledger, which decides. */
@CommandHandler(RecordTogether)
export class RecordTogetherHandler implements ICommandHandler<RecordTogether> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ commands }: RecordTogether): Promise<OutcomeTogether> {
    return this.ledger.executeTogether(commands);
  }
}

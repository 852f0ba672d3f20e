import type { Command, CommandName } from '@entente/domain';
import { Inject } from '@nestjs/common';
import { Command as NestCommand, type ICommandHandler } from '@nestjs/cqrs';
import type { Ledger, Outcome, Request } from '@entente/ledger';

/** The injection token of the {@link Ledger}. */
export const LEDGER = Symbol('LEDGER');

/** A command as it travels on the CommandBus: a mutation's name, its input, and who asks. */
export abstract class BusCommand extends NestCommand<Outcome> {
  abstract readonly name: CommandName;

  constructor(
    readonly input: Command['input'],
    readonly request: Request,
  ) {
    super();
  }
}

/** Hands a command to the ledger, which decides. */
export abstract class BusCommandHandler implements ICommandHandler<BusCommand> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ name, input, request }: BusCommand): Promise<Outcome> {
    // The class of the command and the type of its input come from one declaration.
    return this.ledger.execute({ name, input } as Command, request);
  }
}

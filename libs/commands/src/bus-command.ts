import type { Command, CommandInputs, CommandName } from '@entente/domain';
import { Inject } from '@nestjs/common';
import { Command as NestCommand, type ICommandHandler } from '@nestjs/cqrs';
import type { Ledger, Outcome, Request } from '@entente/ledger';

/** The injection token of the {@link Ledger}. */
export const LEDGER = Symbol('LEDGER');

/** A command as it travels on the CommandBus: a mutation's name, its input, and who asks. */
export abstract class BusCommand<N extends CommandName> extends NestCommand<Outcome> {
  abstract readonly name: N;

  constructor(
    readonly input: CommandInputs[N],
    readonly request: Request,
  ) {
    super();
  }
}

/** Hands a command to the ledger, which decides. */
export abstract class BusCommandHandler<N extends CommandName> implements ICommandHandler<BusCommand<N>> {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  execute({ name, input, request }: BusCommand<N>): Promise<Outcome> {
    return this.ledger.execute({ name, input } as unknown as Command, request);
  }
}

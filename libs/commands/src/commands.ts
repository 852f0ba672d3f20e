import { DECIDERS, type CommandName } from '@entente/domain';
import type { Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BusCommand, BusCommandHandler } from './bus-command.js';
import { RecordTogetherHandler } from './record-together.js';

/** The class of a command on the bus. */
export type CommandClass = new (...made: ConstructorParameters<typeof BusCommand>) => BusCommand;

/** A command and its handler, named as if each were written out: RecordSignature, RecordSignatureHandler. */
export interface BusCommandPair {
  readonly Command: CommandClass;
  readonly Handler: Type<ICommandHandler<BusCommand>>;
}

/** The name of a class from that of a command: recordSignature, RecordSignature. */
export function classNameOf(command: string): string {
  return `${command.charAt(0).toUpperCase()}${command.slice(1)}`;
}

function pairOf(command: CommandName): BusCommandPair {
  const className = classNameOf(command);
  const { [className]: Command } = {
    [className]: class extends BusCommand {
      readonly name = command;
    },
  } as { readonly [name: string]: CommandClass };
  const { [`${className}Handler`]: Handler } = {
    [`${className}Handler`]: class extends BusCommandHandler {},
  } as { readonly [name: string]: Type<ICommandHandler<BusCommand>> };
  if (!Command || !Handler) throw new TypeError(`no class was made for ${command}`);
  CommandHandler(Command)(Handler);
  return { Command, Handler };
}

/** Every command of the catalogue, by the name of its mutation, with its handler. */
const PAIRS: ReadonlyMap<string, BusCommandPair> = new Map(
  DECIDERS.map(({ fact }) => [fact.command, pairOf(fact.command)]),
);

/** The class of a command. @throws {TypeError} for a name that no fact declares. */
export function commandClassOf(command: string): CommandClass {
  const pair = PAIRS.get(command);
  if (!pair) throw new TypeError(`no fact declares the command ${command}`);
  return pair.Command;
}

/** Every command handler of the ledger, for a Nest module to provide beside the ledger itself. */
export const COMMAND_HANDLERS: readonly Type<ICommandHandler>[] = [
  ...[...PAIRS.values()].map(({ Handler }) => Handler),
  RecordTogetherHandler,
];

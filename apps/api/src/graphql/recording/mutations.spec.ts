import { COMMAND_HANDLERS, LEDGER, commandClassOf } from '@entente/commands';
import { FACTS, type Command } from '@entente/domain';
import type { Outcome, Request } from '@entente/ledger';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { buildApiSchema } from '../schema-text.js';

/** A ledger that answers with what it was asked. */
const ECHO = { execute: (asked: Command, request: Request) => Promise.resolve({ asked, request }) };

@Module({
  imports: [CqrsModule.forRoot()],
  providers: [{ provide: LEDGER, useValue: ECHO }, ...COMMAND_HANDLERS],
})
class BusModule {}

const COMMANDS = FACTS.map(({ command }) => command);

describe('every command', () => {
  it('has a handler on the bus, which hands it to the ledger under its own name', async () => {
    const app = await NestFactory.createApplicationContext(BusModule, { logger: false });
    try {
      await app.init();
      const request: Request = { commandId: 'c-1', caller: { actor: 'secretariat:t1' } };
      const answers: unknown[] = [];
      for (const command of COMMANDS) {
        const Asked = commandClassOf(command);
        const outcome: Outcome = await app
          .get(CommandBus)
          .execute(new Asked({ occurredOn: { edtf: '2025' } } as never, request));
        answers.push(outcome);
      }
      expect(answers).toEqual(
        COMMANDS.map((name) => ({ asked: { name, input: { occurredOn: { edtf: '2025' } } }, request })),
      );
    } finally {
      await app.close();
    }
  });

  it('has a mutation, but for those of the ledger itself; the only other one records several together', async () => {
    const mutations = (await buildApiSchema()).getMutationType()?.getFields() ?? {};
    const recorded = FACTS.filter(({ stream }) => stream !== 'ledger').map(({ command }) => command);
    expect(recorded.length).toBeGreaterThan(20);
    expect(Object.keys(mutations).toSorted()).toEqual([...recorded, 'record'].toSorted());
  });
});

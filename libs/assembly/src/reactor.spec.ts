import type { RefusalCode } from '@entente/domain';
import type { Ledger } from '@entente/ledger';
import { silentLogger, systemClock } from '@entente/platform';
import type { ReadModel } from '@entente/read-model';
import { startReactor } from './reactor.js';

/** A reactor with one notice due for ever, which the ledger refuses with a code, or records where there is none. */
function reactorWith(code: () => RefusalCode | null) {
  const warned: string[] = [];
  let asked = 0;
  const readModel = {
    // Expiries, lapses and withdrawals are asked for in turn.
    ask: async () => {
      asked += 1;
      return asked % 3 === 1 ? [{ agreement_id: 'mou', last_day: '2020-01-01', term_event: 'e' }] : [];
    },
  } as unknown as ReadModel;
  const ledger = {
    identity: { ledgerId: 'aec16a98-1b9d-4e6f-9d53-0d1c7a9b8f10', timeZone: 'America/Toronto' },
    isLoading: async () => false,
    execute: async () => {
      const refused = code();
      return refused ? { refused: true, code: refused } : { refused: false, repeated: false, events: [{}] };
    },
  } as unknown as Ledger;
  const log = { ...silentLogger, warn: (message: string) => void warned.push(message) };
  return { reactor: startReactor({ ledger, readModel, clock: systemClock, log }), warned };
}

it('says once that a notice is refused, in its log and in health, until it is recorded', async () => {
  let code: RefusalCode | null = 'TERM_NOT_REACHED';
  const { reactor, warned } = reactorWith(() => code);
  for (let n = 0; n < 3; n += 1) await reactor.look();
  expect(warned).toEqual(['expire:mou:2020-01-01 was not recorded: TERM_NOT_REACHED']);
  expect(await reactor.check()).toMatchObject({
    ok: false,
    refused: 1,
    notice: 'expire:mou:2020-01-01',
    code: 'TERM_NOT_REACHED',
  });
  code = null;
  expect(await reactor.look()).toBe(1);
  expect(await reactor.check()).toEqual({ ok: true });
  await reactor.stop();
});

it('takes a refusal that says nothing of the notice for a failed look, which is tried again', async () => {
  let code: RefusalCode | null = 'CLOCK_UNTRUSTED';
  const { reactor } = reactorWith(() => code);
  await reactor.look();
  expect(reactor.failure()).toBe('expire:mou:2020-01-01 was not recorded: CLOCK_UNTRUSTED');
  expect(await reactor.check()).toMatchObject({ ok: false });
  code = null;
  await reactor.look();
  expect(reactor.failure()).toBeNull();
  await reactor.stop();
});

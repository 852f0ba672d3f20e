import { cosignaturesOn } from '@entente/transparency';
import { Gauge, type Registry } from 'prom-client';
import type { ApiParts } from '../api-parts.js';

type Parts = Pick<ApiParts, 'notices' | 'webhooks' | 'transparency' | 'clock'>;

/** Measures what depends on others: who takes mail and webhooks, who stamps and cosigns checkpoints. What cannot be asked now is NaN. */
export function measureOthers(registry: Registry, { notices, webhooks, transparency, clock }: Parts): void {
  const { timeStamps, witnesses, book } = transparency;
  if (notices)
    measureStates(registry, {
      name: 'entente_mail',
      help: 'Mail to people by its state; retrying: of what waits, what was tried before; failed: given up.',
      counts: () => notices.outbox.counts(),
      states: ['waiting', 'retrying', 'sent', 'failed'],
    });
  if (webhooks)
    measureStates(registry, {
      name: 'entente_webhook_deliveries',
      help: 'What goes to webhooks by its state; retrying: of what waits, what was tried before; dead: given up.',
      counts: () => webhooks.deliveries.counts(),
      states: ['waiting', 'retrying', 'sent', 'dead'],
    });
  measure(registry, {
    name: 'entente_time_stamp_age_seconds',
    help: 'How long ago a checkpoint got a time stamp of another authority; NaN where none has.',
    value: async () => {
      const last = await timeStamps.lastStamped();
      return last === null ? NaN : (clock.now().getTime() - last.getTime()) / 1_000;
    },
  });
  measure(registry, {
    name: 'entente_checkpoint_cosignatures',
    help: 'How many witnesses cosigned the last checkpoint.',
    value: async () => {
      const checkpoint = await book.latest();
      return checkpoint === null ? 0 : cosignaturesOn(checkpoint.note, witnesses).length;
    },
  });
  measure(registry, {
    name: 'entente_checkpoint_cosignatures_needed',
    help: 'How many witnesses make a checkpoint a witnessed one; 0: there are none.',
    value: async () => witnesses.quorum,
  });
}

function measure(
  registry: Registry,
  of: { readonly name: string; readonly help: string; readonly value: () => Promise<number> },
): void {
  const { name, help, value } = of;
  new Gauge({
    name,
    help,
    registers: [registry],
    async collect() {
      this.set(await value().catch(() => NaN));
    },
  });
}

function measureStates<State extends string>(
  registry: Registry,
  of: {
    readonly name: string;
    readonly help: string;
    readonly counts: () => Promise<Readonly<Record<State, number>>>;
    readonly states: readonly State[];
  },
): void {
  const { name, help, counts, states } = of;
  new Gauge({
    name,
    help,
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const counted = await counts().catch(() => null);
      for (const state of states) this.set({ state }, counted ? counted[state] : NaN);
    },
  });
}

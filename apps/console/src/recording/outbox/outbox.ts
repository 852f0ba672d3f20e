import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import { RefusedError } from '../../asking/refusal.js';
import { queryClient } from '../../asking/use-answer.js';
import { clockHere } from '../../days/instants.js';
import { dropKept, keep, readKept } from '../drafts/browser-store.js';
import { changed, kept, keyOf, saveDraft, type Owner } from '../drafts/draft-store.js';
import { withoutDeposit, type Draft } from '../drafts/draft.js';
import {
  dependsOn,
  outcomeOf,
  waitAfter,
  type Sending,
  type Outcome,
  type Recorded,
  type WaitsFor,
} from './sending.js';
import { SESSION_KEY, type Session } from '../../session/ask-session.js';
import { inOneTab } from './one-tab.js';
import { isOf, wouldSendAs } from './who-sends.js';

const RECORD = graphql(`
  mutation Record($commands: [CommandToRehearse!]!) {
    record(commands: $commands) {
      position
      results {
        repeated
        events {
          id
          type
          stream
          revision
        }
        warnings {
          rule
          message {
            fr
            en
          }
        }
      }
    }
  }
`);

/** Answered once the read model has come to a position. */
const KNOWN_BY_NOW = graphql(`
  query KnownByNow($at: Position!) {
    agreements(asOf: { position: $at }, first: 1) {
      asOf {
        position
      }
    }
  }
`);

const DAY_MS = 86_400_000;

/** How long the ledger is given to answer. */
const PATIENCE_MS = 30_000;

/**
 * One try: the command is sent under its own id, so that the ledger has it once however often it is sent. Where somebody else
 * has signed in since, it is not sent: it would be recorded under that name.
 */
async function tryToSend(owner: Owner, { command, input }: Sending): Promise<Outcome> {
  try {
    if (!(await wouldSendAs(owner, AbortSignal.timeout(PATIENCE_MS))))
      return { kind: 'WAITING', waitsFor: 'SESSION' };
    const { data, refusals } = await ask(
      RECORD,
      { commands: [{ name: command, input }] },
      AbortSignal.timeout(PATIENCE_MS),
    );
    const [result] = data.record?.results ?? [];
    if (!result) return outcomeOf(refusals, command);
    return {
      kind: 'RECORDED',
      answer: result as Recorded,
      ...(data.record && { position: data.record.position }),
    };
  } catch (error) {
    return error instanceof RefusedError
      ? outcomeOf(error.refusals, command)
      : { kind: 'WAITING', waitsFor: 'NETWORK' };
  }
}

/** Asks again for all that is shown, once answers know of what was recorded: an earlier one would show it as it was. */
async function askAgainAt(position: string | undefined): Promise<void> {
  if (position !== undefined)
    await ask(KNOWN_BY_NOW, { at: position }, AbortSignal.timeout(PATIENCE_MS)).catch(() => undefined);
  for (const queryKey of [['answer'], ['pages'], SESSION_KEY])
    void queryClient.invalidateQueries({ queryKey });
}

/** Sends what waits, one after the other in the order it was made, in one tab only. */
export class Outbox {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private poked = false;
  private stopped = false;
  private signedOut = false;

  constructor(private readonly owner: Owner) {}

  /** Begins to send, and again whenever the network or the session is back. */
  start(): () => void {
    this.stopped = false;
    const poke = () => this.poke();
    addEventListener('online', poke);
    const watch = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (
        type === 'updated' &&
        query.queryKey[0] === SESSION_KEY[0] &&
        query.state.status === 'success' &&
        this.signedOut &&
        isOf(query.state.data as Session | undefined, this.owner)
      ) {
        this.signedOut = false;
        this.poke();
      }
    });
    void this.dropAnswered().then(poke);
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
      removeEventListener('online', poke);
      watch();
    };
  }

  /** Puts a command among those to send, and sends it. */
  async add(sending: Omit<Sending, 'state' | 'tries' | 'madeAt'>): Promise<void> {
    const whole: Sending = { ...sending, state: 'WAITING', tries: 0, madeAt: clockHere() };
    await keep(keyOf(this.owner, 'sending', sending.id), whole);
    changed();
    this.poke();
  }

  /** Takes a sending that is answered off the list. */
  async drop(id: string): Promise<void> {
    await dropKept(keyOf(this.owner, 'sending', id));
    changed();
  }

  /** Sends what waits, now. */
  poke(): void {
    clearTimeout(this.timer);
    this.poked = this.running;
    if (this.running || this.stopped) return;
    this.running = true;
    // Null where another tab sends.
    void inOneTab(this.lock, () => this.sendAll(), { ifFree: true })
      .then((sent) => sent ?? { again: waitAfter(3) })
      .catch(() => ({ again: waitAfter(5) }))
      .then(({ again }) => {
        this.running = false;
        // Something may have come after the last look.
        if (this.poked) this.poke();
        else if (again !== null && !this.stopped) this.timer = setTimeout(() => this.poke(), again);
      });
  }

  /**
   * Takes back something that waits, as the draft that it was. Where it was sent before the ledger may have it: it is asked by
   * sending it once more, and what it answers counts.
   */
  async takeBack(id: string): Promise<void> {
    await inOneTab(this.lock, async () => {
      const sending = await readKept<Sending>(keyOf(this.owner, 'sending', id));
      if (sending?.state !== 'WAITING' || !sending.draft) return;
      if (sending.tries > 0 && (await this.sendOne(sending)) === 'ANSWERED') return;
      await saveDraft(this.owner, await this.asDraft(sending.draft));
      await this.drop(id);
      const deposit = sending.draft.source?.deposit?.commandId;
      const waiting = await this.toSend();
      const alone = waiting.find((one) => one.id === deposit);
      if (alone && !waiting.some((one) => one !== alone && dependsOn(one, alone))) await this.drop(alone.id);
    });
    this.poke();
  }

  private get lock(): string {
    return `entente-outbox ${keyOf(this.owner, 'sending')}`;
  }

  /**
   * Sends what waits, each once: `again` is null where nothing is left, else how long to wait. What the ledger fails at holds up only what
   * depends on it; without the network or a session nothing goes on.
   */
  private async sendAll(): Promise<{ readonly again: number | null }> {
    const failed: Sending[] = [];
    for (;;) {
      const next = (await this.toSend()).find(
        (one) => !failed.some((other) => other.id === one.id || dependsOn(one, other)),
      );
      if (!next || this.stopped) break;
      const outcome = await this.sendOne(next);
      if (outcome === 'LEDGER') failed.push({ ...next, tries: next.tries + 1 });
      else if (outcome !== 'ANSWERED') return { again: waitAfter(next.tries + 1) };
    }
    const waits = failed.map(({ tries }) => waitAfter(tries));
    return { again: waits.length === 0 ? null : Math.min(...waits) };
  }

  private async sendOne(sending: Sending): Promise<WaitsFor | 'ANSWERED'> {
    const tried = { ...sending, tries: sending.tries + 1 };
    // Noted before it is sent: after a crash in between the ledger may have it.
    await this.keep(tried);
    const outcome = await tryToSend(this.owner, tried);
    if (outcome.kind !== 'WAITING') {
      await this.answered(tried, outcome);
      return 'ANSWERED';
    }
    const { waitsFor } = outcome;
    await this.keep({ ...tried, waitsFor });
    // What stands behind it waits for the same.
    for (const behind of await this.toSend())
      if (behind.waitsFor !== waitsFor && (waitsFor !== 'LEDGER' || dependsOn(behind, tried)))
        await this.keep({ ...behind, waitsFor });
    if (waitsFor === 'SESSION') {
      this.signedOut = true;
      void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
    }
    return waitsFor;
  }

  private async answered(
    { waitsFor: _before, ...sending }: Sending,
    outcome: Exclude<Outcome, { readonly kind: 'WAITING' }>,
  ): Promise<void> {
    if (outcome.kind === 'RECORDED') {
      await this.keep({ ...sending, state: 'RECORDED', answer: outcome.answer });
      void askAgainAt(outcome.position);
      return;
    }
    if (sending.draft) await saveDraft(this.owner, await this.asDraft(sending.draft));
    await this.keep({ ...sending, state: 'REFUSED', refusals: outcome.refusals });
    // What the form was filled in by may be old.
    void queryClient.invalidateQueries({ queryKey: ['answer'] });
  }

  /** A draft that comes back: its source is deposited by now, unless that was refused too. */
  private async asDraft(draft: Draft): Promise<Draft> {
    const id = draft.source?.deposit?.commandId;
    const deposit = id === undefined ? undefined : await readKept<Sending>(keyOf(this.owner, 'sending', id));
    return deposit?.state === 'RECORDED' ? withoutDeposit(draft) : draft;
  }

  private async keep(sending: Sending): Promise<void> {
    await keep(keyOf(this.owner, 'sending', sending.id), sending);
    changed();
  }

  private async toSend(): Promise<readonly Sending[]> {
    const all = await kept<Sending>(this.owner, 'sending');
    return all.filter(({ state }) => state === 'WAITING').toSorted((a, b) => a.madeAt - b.madeAt);
  }

  private async dropAnswered(): Promise<void> {
    const all = await kept<Sending>(this.owner, 'sending');
    for (const { id, state, madeAt } of all)
      if (state !== 'WAITING' && madeAt < clockHere() - DAY_MS) await this.drop(id);
  }
}

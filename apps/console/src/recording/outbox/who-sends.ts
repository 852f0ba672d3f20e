import { ask } from '../../asking/ask.js';
import { graphql } from '../../asking/graphql.js';
import type { Owner } from '../drafts/draft-store.js';

const WHO = graphql(`
  query WhoSends {
    viewer {
      actor
    }
    ledger {
      id
    }
  }
`);

/** As much of a session as says whose it is. */
interface SomeSession {
  readonly viewer?: { readonly actor: string } | null;
  readonly ledger?: { readonly id: string } | null;
}

/** Whether a session is that of an owner: of the same actor, in the same ledger. */
export function isOf(session: SomeSession | undefined, { actor, ledgerId }: Owner): boolean {
  return session?.viewer?.actor === actor && session.ledger?.id === ledgerId;
}

/** Whether what is sent now goes under the name of an owner: the cookie may be somebody else’s by now. */
export async function wouldSendAs(owner: Owner, signal: AbortSignal): Promise<boolean> {
  const { data } = await ask(WHO, {}, signal);
  return isOf(data, owner);
}

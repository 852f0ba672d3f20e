import { useEffect, useMemo } from 'react';
import { useSession } from '../../session/viewer.js';
import { dropOld, type Owner } from '../drafts/draft-store.js';
import { Outbox } from './outbox.js';

const outboxes = new Map<string, Outbox>();

/** Whose drafts are shown: those of who is signed in, in the ledger that is asked. */
export function useOwner(): Owner {
  const { ledger, viewer } = useSession();
  const [ledgerId, actor] = [ledger.id, viewer.actor];
  return useMemo(() => ({ ledgerId, actor }), [ledgerId, actor]);
}

/** The outbox of who is signed in. */
export function useOutbox(): Outbox {
  const owner = useOwner();
  const key = `${owner.ledgerId}/${owner.actor}`;
  const there = outboxes.get(key) ?? new Outbox(owner);
  outboxes.set(key, there);
  return there;
}

/** Sends what waits for as long as the page is open; stands once, around every page. */
export function useSending(): void {
  const owner = useOwner();
  const outbox = useOutbox();
  useEffect(() => outbox.start(), [outbox]);
  useEffect(() => void dropOld(owner), [owner]);
}

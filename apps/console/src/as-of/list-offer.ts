import { useMemo } from 'react';
import { useOffer, type ListOffered } from './changes.js';

/** Offers which agreements a page lists, or counts: of them the ledger is asked on which days its answer changes. */
export function useListOffer(agreements: ListOffered['agreements']): void {
  const text = JSON.stringify(agreements);
  useOffer(useMemo((): ListOffered => ({ agreements: JSON.parse(text) as typeof agreements }), [text]));
}

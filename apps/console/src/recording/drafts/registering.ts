import { readDraft, saveDraft, type Owner } from './draft-store.js';
import { newDraft, valueAt, withValue, type Draft } from './draft.js';
import { dropDraft } from './draft-store.js';

/** The registration of an organisation that a field of a draft names and the ledger does not know. */
export function registering(draft: Draft, name: string, path: string): Draft {
  return newDraft({
    command: 'registerOrganization',
    values: { names: [{ text: name }] },
    source: draft.source,
    lines: draft.lines,
    for: { draftId: draft.id, path },
  });
}

/** The name under which something is registered. */
export function nameGiven(draft: Draft): string {
  const name = valueAt(draft.values, 'names.0.text');
  return typeof name === 'string' ? name : '';
}

/** Puts a thing into the field that a draft was begun for; gives the draft of that field, null where it is not kept any more. */
export async function putInto(owner: Owner, draft: Draft, id: string, name: string): Promise<Draft | null> {
  const waiting = draft.for && (await readDraft(owner, draft.for.draftId));
  if (!draft.for || !waiting) return null;
  const { deposit: _sent, ...source } = draft.source ?? {};
  const filled: Draft = {
    ...waiting,
    // What the registration took with it is deposited by now.
    source: waiting.source && draft.source ? (source as Draft['source']) : waiting.source,
    names: { ...waiting.names, [id]: name },
    values: withValue(waiting.values, draft.for.path, id),
  };
  await saveDraft(owner, filled);
  await dropDraft(owner, draft.id);
  return filled;
}

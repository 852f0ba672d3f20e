import { dropDraft, readDraft, saveDraft, type Owner } from './draft-store.js';
import { newDraft, valueAt, withoutDeposit, withValue, type Draft } from './draft.js';

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

/** The name under which something is registered: an organisation’s, or the title of anything else. */
export function nameGiven({ values }: Draft): string {
  const names = [valueAt(values, 'names.0.text'), valueAt(values, 'title.0.text')];
  return names.find((name): name is string => typeof name === 'string') ?? '';
}

/**
 * Puts a thing into the field that a draft was begun for; gives the draft of that field, null where it is not kept any more.
 * `deposited`: the draft was recorded, and took the deposit of its source with it.
 */
export async function putInto(
  owner: Owner,
  draft: Draft,
  id: string,
  name: string,
  { deposited }: { readonly deposited: boolean },
): Promise<Draft | null> {
  const waiting = draft.for && (await readDraft(owner, draft.for.draftId));
  if (!draft.for || !waiting) return null;
  const same = waiting.source?.sourceId === draft.source?.sourceId;
  const filled: Draft = {
    ...(deposited && same ? withoutDeposit(waiting) : waiting),
    names: { ...waiting.names, [id]: name },
    values: withValue(waiting.values, draft.for.path, id),
  };
  await saveDraft(owner, filled);
  await dropDraft(owner, draft.id);
  return filled;
}

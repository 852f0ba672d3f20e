import type { Asked } from '../facts/judge.js';
import type { Fact } from '../facts/fact.js';
import { adviceOf } from '../rules/advice.js';
import type { Advice } from '../rules/decision.js';
import { isPartyOn } from './line/index.js';
import { lineOf } from './on-the-line.js';

/** What is asked of the ledger for {@link sameIsParty}. */
export function asksForSame({ organizationId }: { readonly organizationId: string }) {
  return { linkedWith: organizationId };
}

/** Warns where an organisation that is linked with one as the same is a party on the day: perhaps it joins twice. */
export function sameIsParty<F extends Fact>({ events, draft, context }: Asked<F>): readonly Advice[] {
  const same = context.answers.linkedWith ?? [];
  if (same.length === 0) return [];
  const day = draft.effective.point;
  const { organizationId } = draft.data as { readonly organizationId: string };
  const parties = lineOf(events)
    .participations.filter((one) => same.includes(one.organizationId) && isPartyOn(one, day))
    .map((one) => one.organizationId);
  return parties.length === 0
    ? []
    : [
        adviceOf('SAME_ORGANIZATION_IS_PARTY', {
          organizationId,
          organizationIds: [...new Set(parties)].toSorted(),
        }),
      ];
}

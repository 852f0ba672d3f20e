import {
  AgreementAmended,
  isOf,
  recorded,
  ReviewHeld,
  ReviewScheduled,
  type AgreementLine,
  type Content,
  type DomainEvent,
} from '@entente/domain';
import type { NewRow } from '../schema/table.js';
import type { AGREEMENT_CONTENT, AMENDMENT, REVIEW } from './table.js';

/** Every text that an agreement is found by, of any day. */
export function textsOfAll({ contents }: AgreementLine): readonly string[] {
  return [...new Set(contents.flatMap(({ content }) => textsIn(content)))];
}

function textsIn({ title, objectives = [], sectors = [] }: Content): readonly string[] {
  return [...title, ...objectives.flatMap(({ texts }) => texts), ...sectors].map(({ text }) => text);
}

/** What an amended agreement says of itself, from each day on which that changed; one that was never amended has no rows. */
export function contentRows(
  agreementId: string,
  { contents }: AgreementLine,
): readonly NewRow<typeof AGREEMENT_CONTENT>[] {
  if (contents.length < 2) return [];
  return contents
    .map(({ from, content }, place) => ({
      agreement_id: agreementId,
      content,
      valid_from: from ?? '-infinity',
      valid_to: contents[place + 1]?.from ?? 'infinity',
    }))
    .filter(({ valid_from, valid_to }) => valid_from !== valid_to);
}

/** The amendments, in the order in which they take effect. */
export function amendmentRows(
  agreementId: string,
  { contents }: AgreementLine,
): readonly NewRow<typeof AMENDMENT>[] {
  return contents
    .filter(({ event }) => event.type === AgreementAmended.type)
    .map(({ event }, place) => ({ agreement_id: agreementId, place, event_id: event.id }));
}

/** The reviews, in the order of the log: each that was scheduled, with when it was held, and those held unscheduled. */
export function reviewRows(
  agreementId: string,
  facts: readonly DomainEvent[],
): readonly NewRow<typeof REVIEW>[] {
  const held = recorded(facts, ReviewHeld);
  return [...recorded(facts, ReviewScheduled), ...held]
    .toSorted((a, b) => a.order - b.order)
    .flatMap((fact): readonly Omit<NewRow<typeof REVIEW>, 'agreement_id' | 'place'>[] => {
      if (isOf(ReviewScheduled, fact)) {
        const { reviewId } = fact.data;
        const by = held.find(({ data }) => data.reviewId === reviewId);
        return [{ review_id: reviewId, scheduled_by: fact.id, held_by: by?.id ?? null }];
      }
      return isOf(ReviewHeld, fact) && fact.data.reviewId === undefined
        ? [{ review_id: fact.id, scheduled_by: null, held_by: fact.id }]
        : [];
    })
    .map((row, place) => ({ agreement_id: agreementId, place, ...row }));
}

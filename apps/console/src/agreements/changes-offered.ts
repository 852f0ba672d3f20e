import { useMemo } from 'react';
import { useOffer, type Changes } from '../as-of/changes.js';
import { useDates } from '../as-of/dates.js';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import type { Agreement } from './agreement-question.js';
import { changesIn } from './picture-scale.js';

const MOMENTS = graphql(`
  query AllMoments($id: ID!) {
    agreement(id: $id) {
      moments {
        position
        recordedAt
        facts
      }
    }
  }
`);

/** Offers to the bar of the dates what the picture shows: the days on which the answer changes, and the moments at which the ledger learned. */
export function useChangesOffered({ agreementId, line, moments, asOf }: Agreement): void {
  const { known, at } = useDates();
  const past = known !== undefined || at !== undefined;
  // What was recorded since is not in an answer of the past.
  const { data } = useAnswer(MOMENTS, { id: agreementId }, { enabled: past });
  const all = data?.agreement?.moments ?? moments;
  // That of the address: the answer for it may be on its way still.
  const position = at ?? asOf.position;
  const changes = useMemo(
    (): Changes => ({ days: changesIn(line, position), moments: all, position }),
    [line, all, position],
  );
  useOffer(changes);
}

import type { DataOf } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { parseDuration } from '../../time/day.js';
import { dayAfter, daysLater, durationLater, isApart } from '../../time/uncertain-date.js';
import { endInEffect, endInvalid, notLetInUnlessInvalid, overtaken, standsForNone } from '../ends.js';
import { othersPassedOver } from '../on-the-line.js';
import { givenOfTacit, tacitInvalid, tacitOf } from '../tacit.js';
import { AgreementRenewed } from './agreement-renewed.js';

type Renewing = Asked<typeof AgreementRenewed>;

export const renewAgreement = decider(AgreementRenewed, {
  complete: (asked) => ({ ...tacitOf(asked.input), ...datesOf(asked) }),
  asGiven: givenOfTacit,
  shape: (asked) =>
    standsForNone(asked.draft.data.newEndsOn, asked.context.today, {
      field: 'newEndsOn',
      hint: 'setTerm: openEnded',
    }) ??
    withoutLength(asked) ??
    tacitInvalid(asked.input, true),
  lifecycle: (asked) =>
    nothingToReckonFrom(asked) ?? notLetInUnlessInvalid(asked, invalid) ?? othersPassedOver(asked),
  term: (asked) => invalid(asked) ?? overtaken(asked, 'newEndsOn') ?? inconsistent(asked),
});

/**
 * The dates that a renewal does not give: the term before it ends where the line says, or the day before the new one begins;
 * the new one begins the day after, and ends after its duration.
 */
function datesOf({ events, draft, input }: Renewing): Partial<DataOf<typeof AgreementRenewed>> {
  const { startsOn, newEndsOn } = draft.data as Partial<DataOf<typeof AgreementRenewed>>;
  const previous = endInEffect(events, draft.effective.point) ?? (startsOn ? daysLater(startsOn, -1) : null);
  if (!previous) return {};
  const length = input.duration === undefined ? null : parseDuration(input.duration);
  return {
    previousEndsOn: previous,
    startsOn: startsOn ?? dayAfter(previous),
    ...(!newEndsOn && length && { newEndsOn: durationLater(previous, length) }),
  };
}

function withoutLength({ input }: Renewing): Refusal | null {
  return input.newEndsOn || input.duration !== undefined
    ? null
    : refuse('VALIDATION_FAILED', 'newEndsOn', { problem: 'END_OR_DURATION_NEEDED' });
}

function nothingToReckonFrom({ draft }: Renewing): Refusal | null {
  return draft.data.previousEndsOn ? null : refuse('TERM_NOT_SET', 'agreementId');
}

function invalid({ draft }: Renewing): Refusal | null {
  const { startsOn, newEndsOn: end, previousEndsOn: after = null } = draft.data;
  return endInvalid({ occurred: draft.occurred, startsOn, end, after }, 'newEndsOn');
}

function inconsistent({ draft, policies }: Renewing): Refusal | null {
  const { previousEndsOn, newEndsOn, duration } = draft.data;
  return previousEndsOn && !isApart(previousEndsOn, newEndsOn, duration)
    ? policies.check('TERM_INCONSISTENT', 'duration', { duration: duration ?? null })
    : null;
}

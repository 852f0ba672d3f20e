import { recorded } from '../../facts/fact.js';
import { decider, type Asked } from '../../facts/judge.js';
import { foldLetters } from '../../organization/names/letters.js';
import { refuse, type Refusal } from '../../rules/decision.js';
import { addDays, addDuration, parseDuration } from '../../time/day.js';
import { bylawOn } from '../bylaw.js';
import { haveADayInCommon, mandateOf, mandatesOf } from '../mandates.js';
import { refusedWhereDissolved } from './committee-dissolved.js';
import { MandateGranted } from './mandate-granted.js';

type Granting = Asked<typeof MandateGranted>;

export const grantMandate = decider(MandateGranted, {
  complete: ({ input, context }) => ({ mandateId: input.mandateId ?? context.newId }),
  existence: ({ events, draft }) =>
    refusedWhereDissolved(events, draft.data.committeeId, draft.effective.point),
  identity: [known, taken],
  term: [endsBeforeItBegins, tooLong],
});

function known({ events, draft }: Granting): Refusal | null {
  const { mandateId } = draft.data;
  return recorded(events, MandateGranted).some(({ data }) => data.mandateId === mandateId)
    ? refuse('MANDATE_ALREADY_EXISTS', 'mandateId', { mandateId })
    : null;
}

/** A seat is one person's at a time, by points. */
function taken({ events, draft }: Granting): Refusal | null {
  const asked = mandateOf(draft, events);
  const seat = foldLetters(draft.data.seat);
  const other = mandatesOf(events).find(
    (mandate) => foldLetters(mandate.event.data.seat) === seat && haveADayInCommon(mandate, asked),
  );
  return other
    ? refuse('SEAT_TAKEN', 'seat', { seat: draft.data.seat, mandateId: other.event.data.mandateId })
    : null;
}

function endsBeforeItBegins({ draft }: Granting): Refusal | null {
  const { endsOn } = draft.data;
  const start = draft.effective.point;
  return endsOn && endsOn.point < start
    ? refuse('TERM_INVALID', 'endsOn', { start, end: endsOn.point })
    : null;
}

/** A day more than the bylaw's length is no matter: the day of departure counts or not. */
function tooLong({ events, draft, policies }: Granting): Refusal | null {
  const { endsOn } = draft.data;
  const start = draft.effective.point;
  const mandateLength = bylawOn(events, start)?.data.mandateLength;
  const duration = mandateLength === undefined ? null : parseDuration(mandateLength);
  if (!endsOn || !duration || endsOn.point <= addDays(addDuration(start, duration), 1)) return null;
  return policies.check('MANDATE_TOO_LONG', 'endsOn', {
    mandateLength: mandateLength ?? '',
    start,
    end: endsOn.point,
  });
}

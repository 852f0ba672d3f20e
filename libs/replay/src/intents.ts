import { byDay, ofType, textIn, type LoggedEvent } from './facts.js';
import { dayOf, numberOf, onDay, windowOf, type Window } from './line/window.js';
import type { Party } from './parties.js';
import { cutAt, type Statement } from './statement.js';

/** What an intent came to. */
interface End {
  readonly state: 'FULFILLED' | 'LAPSED' | 'WITHDRAWN';
  readonly window: Window;
  readonly by: LoggedEvent;
}

/** An intent, from its declaration to what ended it. */
export interface Intent {
  readonly declared: LoggedEvent;
  readonly organizationId: string;
  readonly began: Window;
  readonly end: End | null;
}

/** What became of each intent: an intent and what ends it are a chain of two (docs/semantics.md, "Parties"). */
export function intentsOf(facts: readonly LoggedEvent[], parties: readonly Party[]): readonly Intent[] {
  const withdrawals = [...byDay(ofType(facts, 'PartnerIntentWithdrawn'))];
  return byDay(ofType(facts, 'PartnerIntentDeclared')).map((declared): Intent => {
    const organizationId = textIn(declared, 'organizationId') ?? '';
    const window = windowOf(declared.effective);
    const withdrawal = withdrawals.find(
      (one) =>
        textIn(one, 'organizationId') === organizationId && windowOf(one.effective).latest >= window.earliest,
    );
    const own = parties.filter((party) => party.organizationId === organizationId && party.as === 'PARTY');
    const ends: readonly End[] = [
      ...fulfilment(own, window),
      ...lapse(declared, window),
      ...(withdrawal
        ? [{ state: 'WITHDRAWN' as const, window: windowOf(withdrawal.effective), by: withdrawal }]
        : []),
    ];
    const end = ends.reduce<End | null>((a, b) => (!a || b.window.point < a.window.point ? b : a), null);
    if (!end) return { declared, organizationId, began: window, end: null };
    if (end.by === withdrawal) withdrawals.splice(withdrawals.indexOf(withdrawal), 1);
    return { declared, organizationId, ...chained(window, end) };
  });
}

function chained(began: Window, end: End): Pick<Intent, 'began' | 'end'> {
  const earliest = Math.max(end.window.earliest, began.earliest);
  const latest = Math.max(earliest, end.window.latest);
  const point = Math.max(earliest, end.window.point);
  return {
    began: {
      earliest: began.earliest,
      latest: Math.min(began.latest, latest),
      point: Math.min(began.point, point),
    },
    end: { ...end, window: { earliest, latest, point } },
  };
}

/** The first joining that is not before the intent, or that still holds on its day. */
function fulfilment(own: readonly Party[], declared: Window): readonly End[] {
  for (const { by, began, ended } of own) {
    const joined = windowOf(by.effective);
    const isNotBefore = joined.latest >= declared.earliest;
    const day = declared.point;
    const mayHold = began.earliest <= day && (!ended || day < ended.latest) && began.point <= day;
    const holds = mayHold && (!ended || day < ended.point);
    if (isNotBefore || holds) return [{ state: 'FULFILLED', window: isNotBefore ? joined : declared, by }];
  }
  return [];
}

function lapse(declared: LoggedEvent, { earliest }: Window): readonly End[] {
  const expectedBy = textIn(declared, 'expectedBy');
  if (expectedBy === null) return [];
  const { point } = declared.effective;
  const day = numberOf(expectedBy < point ? point : expectedBy) + 1;
  const window = { ...onDay(day), earliest: Math.max(day, earliest) };
  return [{ state: 'LAPSED', window, by: declared }];
}

/** The state of an intent on a day, and how sure it is; null before it was declared. */
export function intentOn(
  { began, end }: Intent,
  day: number,
): { readonly state: string; readonly certainty: string } | null {
  if (end && end.window.point <= day)
    return { state: end.state, certainty: end.window.latest <= day ? 'CERTAIN' : 'POSSIBLE' };
  if (began.point > day) return null;
  const isSure = began.latest <= day && (!end || day < end.window.earliest);
  return { state: 'OPEN', certainty: isSure ? 'CERTAIN' : 'POSSIBLE' };
}

/** What became of each intent, from day to day. */
export function intentStatements(intents: readonly Intent[]): readonly Statement[] {
  return intents.flatMap((intent) => {
    const { declared, organizationId, began, end } = intent;
    const days = [began, ...(end ? [end.window] : [])];
    return cutAt(
      'intent',
      days.flatMap(({ earliest, latest, point }) => [earliest, latest, point]),
      (day) => {
        const on = intentOn(intent, day);
        if (!on) return null;
        return {
          by: declared.id,
          values: {
            event_id: declared.id,
            organization_id: organizationId,
            ...on,
            declared_day: dayOf(began.point),
            expected_by: textIn(declared, 'expectedBy'),
          },
        };
      },
    );
  });
}

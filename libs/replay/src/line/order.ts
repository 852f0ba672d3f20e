import { textsIn, type LoggedDate } from '../facts.js';
import { allows, begins, binds, covers, ends, ENDED, joins, LIVE, moves, RUNNING, type Act } from './acts.js';
import { endAfter, lastDaysOf, notBefore, type End } from './ends.js';
import { later, windowOf, type Window } from './window.js';

/** An act in its place, or (null) an expiry that something follows, or the end of a suspension by itself; with the end after it. */
export interface Placed {
  readonly act: Act | null;
  readonly end: End;
  readonly lifts?: true;
}

/** What holds of all orders of an agreement's acts. */
export interface Setting {
  readonly bindingOn: string;
  /** The end of the first term, which holds from the beginning. */
  readonly firstEnd: End;
  /** How many places may still be looked at before the search is given up. */
  readonly budget: { places: number };
}

/** Where an order has come to. */
interface Place {
  readonly status: string;
  /** The suspension that runs. */
  readonly suspension: Act | null;
  readonly end: End;
  /** The act that set the end. */
  readonly setBy: Act | null;
  readonly entry: { readonly act: Act; readonly date: LoggedDate } | null;
  /** No act that is still to come can be before this day. */
  readonly reach: number;
}

/**
 * The order in which acts are taken, each where the status allows it (docs/semantics.md, "The line of an agreement"); null where
 * none holds. It goes back where it cannot go on.
 */
export function orderOf(acts: readonly Act[], setting: Setting): readonly Placed[] | null {
  return new Order(acts, setting).find();
}

class Order {
  private readonly left: Set<Act>;
  private readonly placed: Placed[] = [];
  private readonly signed = new Set<string>();
  private readonly acceded = new Set<string>();
  private readonly ratified = new Set<string>();
  private opening: Act | null = null;
  private readonly deadEnds = new Set<string>();

  constructor(
    private readonly acts: readonly Act[],
    private readonly setting: Setting,
  ) {
    this.left = new Set(acts);
  }

  find(): readonly Placed[] | null {
    const { firstEnd } = this.setting;
    const found = this.goOn({
      status: 'DRAFT',
      suspension: null,
      end: firstEnd,
      setBy: null,
      entry: null,
      reach: -Infinity,
    });
    return found ? this.placed : null;
  }

  /** Takes what may be taken at once, then the first by key from which the rest can be placed. */
  private goOn(from: Place): boolean {
    const before = this.placed.length;
    let place = from;
    for (let act = this.atOnce(place); act; act = this.atOnce(place)) place = this.take(place, act) as Place;
    if (this.left.size === 0 && this.isWithinTerm(place)) return true;
    const key = this.keyOf(place);
    if (this.left.size > 0 && !this.deadEnds.has(key)) {
      for (const next of this.nextOf(place)) {
        if (this.goOn(next)) return true;
        this.takeBack();
      }
      this.deadEnds.add(key);
    }
    while (this.placed.length > before) this.takeBack();
    return false;
  }

  private keyOf({ status, suspension, setBy, reach }: Place): string {
    const left = this.inOrder().map(({ place }) => place);
    return [status, suspension?.place, setBy?.place, reach, ...left].join(' ');
  }

  private inOrder(): readonly Act[] {
    return this.acts.filter((act) => this.left.has(act));
  }

  /** An opening, else the first joining, that keeps nothing else from its place wherever it goes. */
  private atOnce(place: Place): Act | null {
    const left = this.inOrder();
    this.look(left.length);
    const opening = left.find(({ fact }) => fact.type === 'AgreementOpenedForSignature');
    const isFree = this.freedomOf(left, place);
    if (opening && this.mayTake(place, opening) && isFree(opening)) return opening;
    const first = left.find(
      (act) =>
        joins(act) &&
        (act.fact.type !== 'PartnerSigned' || !opening) &&
        isFree(act) &&
        this.mayTake(place, act),
    );
    return first ?? null;
  }

  private freedomOf(left: readonly Act[], place: Place): (act: Act) => boolean {
    // After what comes back to the line a day is lost: an expiry lies between.
    const returns = left.some(({ fact: { type } }) => RETURNING.includes(type));
    const latests = left.map((act) => act.window.latest);
    const sorted = latests.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const toCome = returns ? left.filter((act) => moves(act) || begins(act)) : [];
    const endsToCome = toCome.map((act) => this.endSetBy(act, place)?.latest ?? Infinity);
    const last = Math.min(
      this.daysOfEnd(place)?.latest ?? Infinity,
      place.suspension ? place.suspension.until + 1 : Infinity,
    );
    return (act) => {
      const { earliest, latest } = act.window;
      const [least = Infinity, second = Infinity] = sorted;
      const others = latest === least ? second : least;
      if (earliest > last) return false;
      return returns ? earliest < others && endsToCome.every((end) => earliest < end) : earliest <= others;
    };
  }

  /** What can be the next place, by key: that of an act, that after an expiry, that after the last day of a suspension. */
  private *nextOf(place: Place): Generator<Place> {
    const end = this.daysOfEnd(place);
    let over = end && LIVE.includes(place.status) ? end.point + 1 : Infinity;
    let lifted = place.status === 'SUSPENDED' ? (place.suspension?.until ?? Infinity) + 1 : Infinity;
    for (const act of [...this.inOrder(), null]) {
      const day = act?.window.point ?? Infinity;
      if (lifted < Infinity && lifted < day) {
        const next = this.lift(place);
        if (next) yield next;
        lifted = Infinity;
      }
      if (over < Infinity && over <= day) {
        const next = this.expire(place);
        if (next) yield next;
        over = Infinity;
      }
      const next = act && this.take(place, act);
      if (next) yield next;
    }
  }

  /** A suspension that has a last day ends by itself. */
  private lift(place: Place): Place | null {
    const day = (place.suspension?.until ?? Infinity) + 1;
    if (place.reach > day) return null;
    this.look(1);
    this.placed.push({ act: null, end: place.end, lifts: true });
    return { ...place, status: 'IN_FORCE', suspension: null, reach: day };
  }

  private expire(place: Place): Place | null {
    const end = this.daysOfEnd(place);
    if (!end || place.reach > end.latest) return null;
    this.look(1);
    this.placed.push({ act: null, end: place.end });
    const reach = Math.max(place.reach, end.earliest) + 1;
    return { ...place, status: 'EXPIRED', suspension: null, reach };
  }

  /** The place after an act; null where it cannot be taken. */
  private take(place: Place, act: Act): Place | null {
    this.look(1);
    if (!this.mayTake(place, act)) return null;
    this.left.delete(act);
    const { earliest } = this.windowAt(place, act);
    const after = { ...place, reach: Math.max(place.reach, earliest) };
    const next = this.after(act, after);
    this.placed.push({ act, end: next.end });
    return next;
  }

  private takeBack(): void {
    const act = this.placed.pop()?.act;
    if (!act) return;
    this.left.add(act);
    if (act === this.opening) this.opening = null;
    if (act.returns) return;
    if (act.fact.type === 'PartnerSigned') this.signed.delete(act.organizationId);
    if (act.fact.type === 'PartnerAcceded') this.acceded.delete(act.organizationId);
    if (act.fact.type === 'PartnerRatified') this.ratified.delete(act.organizationId);
  }

  private after(act: Act, place: Place): Place {
    const { type } = act.fact;
    switch (type) {
      case 'AgreementOpenedForSignature':
        this.opening = act;
        return place.status === 'DRAFT' ? { ...place, status: 'OPEN_FOR_SIGNATURE' } : place;
      case 'PartnerSigned':
        if (!act.returns) this.signed.add(act.organizationId);
        if (place.entry) return place;
        return { ...place, status: this.allSigned() ? 'SIGNED' : 'OPEN_FOR_SIGNATURE' };
      case 'PartnerAcceded':
        if (!act.returns) this.acceded.add(act.organizationId);
        return place;
      case 'PartnerRatified':
        this.ratified.add(act.organizationId);
        return place;
      case 'AgreementEnteredIntoForce': {
        const date = act.retroactive ? act.fact.effective : notBefore(act.fact.effective, place.reach);
        return { ...place, status: 'IN_FORCE', entry: { act, date } };
      }
      case 'AgreementSuspended':
        return { ...place, status: 'SUSPENDED', suspension: act };
      case 'AgreementResumed':
        return { ...place, status: 'IN_FORCE', suspension: null };
      case 'AgreementTerminated':
        return { ...place, status: 'TERMINATED' };
      case 'AgreementSuperseded':
        return { ...place, status: 'SUPERSEDED' };
      case 'AgreementAbandoned':
        return { ...place, status: 'ABANDONED' };
      default: {
        const moved = { ...place, end: endAfter(act.fact, place.end), setBy: act };
        return begins(act) ? { ...moved, status: 'IN_FORCE', suspension: null } : moved;
      }
    }
  }

  /** With a list all of it have to sign, without one two. */
  private allSigned(): boolean {
    const eligible = this.opening ? textsIn(this.opening.fact, 'eligible') : [];
    return eligible.length > 0 ? eligible.every((id) => this.signed.has(id)) : this.signed.size >= 2;
  }

  private mayTake(place: Place, act: Act): boolean {
    if (!this.isAllowed(place, act)) return false;
    const { earliest, latest } = this.windowAt(place, act);
    if (latest < Math.max(place.reach, earliest)) return false;
    return !ends(act) || place.status === 'EXPIRED' || this.isWithinTerm(place);
  }

  private isAllowed(place: Place, act: Act): boolean {
    const { status, entry } = place;
    const joined = this.signed.has(act.organizationId) || this.acceded.has(act.organizationId);
    switch (act.fact.type) {
      case 'AgreementOpenedForSignature':
        if (this.opening || this.signed.size > 0) return false;
        return status === 'DRAFT' || (entry?.act.retroactive === true && RUNNING.includes(status));
      case 'PartnerSigned':
      case 'PartnerAcceded':
        return allows(status, act) && (act.returns || !joined);
      case 'PartnerRatified':
        return (
          allows(status, act) && this.signed.has(act.organizationId) && !this.ratified.has(act.organizationId)
        );
      case 'AgreementEnteredIntoForce':
        return allows(status, act) && !entry && this.twoJoined(act);
      case 'AgreementReinstated':
        return allows(status, act) && (covers(act) ? this.daysOfEnd(place) !== null : entry !== null);
      default:
        return allows(status, act);
    }
  }

  private twoJoined(entry: Act): boolean {
    if (!entry.retroactive) {
      const bound = this.setting.bindingOn === 'RATIFICATION' ? this.ratified : this.signed;
      return bound.size + this.acceded.size >= 2;
    }
    const { latest } = windowOf(entry.fact.occurred);
    const agreed = this.acts.filter(
      (act) => binds(act, this.setting.bindingOn) && windowOf(act.fact.occurred).earliest <= latest,
    );
    return new Set(agreed.map(({ organizationId }) => organizationId)).size >= 2;
  }

  /** The days on which an act can be in a place: within its term, and a suspension's last day. */
  private windowAt(place: Place, act: Act): Window {
    const { suspension } = place;
    const end = this.daysOfEnd(place);
    // The day after the end that it takes away, and so after all that lies before that.
    if (covers(act) && end)
      return this.beforeItsEnd(
        { ...later(end, 1), earliest: Math.max(end.earliest, place.reach) + 1 },
        place,
        act,
      );
    if (act.fact.type === 'AgreementResumed')
      return { ...act.window, latest: Math.min(act.window.latest, (suspension?.until ?? Infinity) + 1) };
    const isFree = place.status === 'EXPIRED' || (ends(act) && place.status === 'DRAFT');
    if ((!moves(act) && !ends(act)) || isFree)
      return begins(act) ? this.beforeItsEnd(act.window, place, act) : act.window;
    const latest = Math.min(act.window.latest, end?.latest ?? Infinity);
    return this.beforeItsEnd({ ...act.window, latest }, place, act);
  }

  private beforeItsEnd(window: Window, place: Place, act: Act): Window {
    const set = moves(act) || begins(act) ? this.endSetBy(act, place) : null;
    return { ...window, latest: Math.min(window.latest, set?.latest ?? Infinity) };
  }

  private endSetBy({ fact }: Act, { end, entry }: Place): Window | null {
    return lastDaysOf(endAfter(fact, end), entry?.date ?? null);
  }

  private daysOfEnd({ end, entry }: Place): Window | null {
    return lastDaysOf(end, entry?.date ?? null);
  }

  private isWithinTerm(place: Place): boolean {
    if (ENDED.includes(place.status)) return true;
    return place.reach <= (this.daysOfEnd(place)?.latest ?? Infinity);
  }

  private look(places: number): void {
    this.setting.budget.places -= places;
    if (this.setting.budget.places < 0) throw new TooManyOrders();
  }
}

const RETURNING = ['AgreementReinstated', 'AgreementSuperseded'];

/** So many orders would have to be looked at that it is given up. */
export class TooManyOrders extends Error {}

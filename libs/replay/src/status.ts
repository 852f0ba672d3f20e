import { daysAfter, durationsAfter, type Day } from './days.js';
import { byDay, dateIn, isExact, ofType, textIn, textsIn, type Json, type LoggedEvent } from './facts.js';

/** A status from a day on, and the event that made it so. */
export interface StatusStep {
  readonly from: Day;
  readonly status: string;
  readonly by: string;
}

/** The line of an agreement where its acts, each on the day that counts, follow each other as the lifecycle wants it. */
export interface StatusLine {
  readonly steps: readonly StatusStep[];
  /** Each date of the line names one day: then one status alone is possible on each day. */
  readonly exact: boolean;
  /** The entry into force. */
  readonly entry: LoggedEvent | null;
}

/** Why a line is not replayed. */
export interface NoLine {
  readonly because: string;
}

const LIVE = ['IN_FORCE', 'SUSPENDED'];
const BEFORE_ENTRY = ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'];
const NOT_ENDED = [...BEFORE_ENTRY, ...LIVE];
const CAN_EXPIRE = ['OPEN_FOR_SIGNATURE', 'SIGNED', ...LIVE];

/** In which statuses an act counts. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  AgreementOpenedForSignature: ['DRAFT'],
  PartnerSigned: NOT_ENDED,
  PartnerRatified: NOT_ENDED,
  PartnerAcceded: NOT_ENDED,
  AgreementEnteredIntoForce: BEFORE_ENTRY,
  AgreementTermSet: NOT_ENDED,
  AgreementExtended: LIVE,
  AgreementRenewed: LIVE,
  AgreementNonRenewalNotified: LIVE,
  AgreementSuspended: ['IN_FORCE'],
  AgreementResumed: ['SUSPENDED'],
  AgreementTerminated: LIVE,
  AgreementSuperseded: ['SIGNED', ...LIVE, 'EXPIRED'],
  AgreementAbandoned: BEFORE_ENTRY,
  AgreementReinstated: ['EXPIRED'],
};

/** The last day in force, and the event that set it. */
interface End {
  readonly day: Day;
  readonly exact: boolean;
  readonly by: string;
}

/** The term that runs: its end, stated or reckoned from the entry, and how it renews itself. */
interface Term {
  readonly stated: { readonly day: Day; readonly exact: boolean } | null;
  readonly duration: string | null;
  readonly tacit: { readonly period: string; readonly times?: number } | null;
  readonly by: string;
}

/**
 * The status of an agreement by the days that count. A plain fold: act after act, by day. Where dates are uncertain so that
 * acts count only on other days than these, or facts exclude each other, it says that it does not know rather than reckon
 * all that the bounds allow: that is the ledger's own fold, which a replay is there to check.
 */
export function statusLine(facts: readonly LoggedEvent[]): StatusLine | NoLine {
  const registration = ofType(facts, 'AgreementRegistered')[0];
  if (!registration) return { because: 'it is not registered' };
  const acts = byDay(facts.filter((fact) => isAct(fact)));
  const firstTerm = ofType(acts, 'AgreementTermSet')[0] ?? null;
  const line = new Line(registration, firstTerm);
  for (const act of acts) {
    if (act === firstTerm) continue;
    const refused = line.take(act);
    if (refused) return { because: `${act.type} ${act.id}: ${refused}` };
  }
  return line.end();
}

/** Suspensions and resumptions of some parties change no status. */
function isAct(fact: LoggedEvent): boolean {
  return fact.type in ALLOWED && textsIn(fact, 'organizationIds').length === 0;
}

class Line {
  private readonly steps: StatusStep[];
  private status = 'DRAFT';
  private term: Term | null;
  private until: { readonly day: Day; readonly by: string } | null = null;
  private entry: LoggedEvent | null = null;
  private opening: LoggedEvent | null = null;
  private exact = true;
  private readonly signed = new Set<string>();
  private readonly acceded = new Set<string>();
  private readonly ratified = new Set<string>();
  private readonly binds: string;

  constructor(registration: LoggedEvent, firstTerm: LoggedEvent | null) {
    const { id, effective } = registration;
    this.binds = textIn(registration, 'bindingOn') ?? 'SIGNATURE';
    this.term = firstTerm && termOf(firstTerm, null);
    this.steps = [
      { from: '-infinity', status: 'NOT_YET', by: id },
      { from: effective.point, status: 'DRAFT', by: id },
    ];
  }

  /** Why an act does not count; null where it does. */
  take(act: LoggedEvent): string | null {
    const { point } = act.effective;
    this.exact &&= isExact(act.effective);
    this.passUntil(point, act.type === 'AgreementResumed');
    this.expireBefore(point);
    const covers = act.type === 'AgreementReinstated' && act.data['coversGap'] === true;
    const end = this.endOf();
    // A draft does not expire, and yet nothing but its abandonment comes after its end.
    if (end && end.day < point && act.type !== 'AgreementAbandoned') return 'it is after the end';
    if (covers) return 'it covers the days after an end';
    if (!ALLOWED[act.type]?.includes(this.status)) return `the status is ${this.status}`;
    return this.apply(act);
  }

  end(): StatusLine {
    this.passUntil('9999-12-31', false);
    this.expireBefore('9999-12-31');
    return { steps: lastOfEachDay(this.steps), exact: this.exact, entry: this.entry };
  }

  private apply(act: LoggedEvent): string | null {
    const organizationId = textIn(act, 'organizationId') ?? '';
    switch (act.type) {
      case 'AgreementOpenedForSignature':
        if (this.opening || this.signed.size > 0) return 'it was opened, or somebody had signed';
        this.opening = act;
        return this.become('OPEN_FOR_SIGNATURE', act);
      case 'PartnerSigned':
        if (this.signed.has(organizationId) || this.acceded.has(organizationId)) return 'it had joined';
        this.signed.add(organizationId);
        if (LIVE.includes(this.status)) return null;
        return this.become(this.allSigned() ? 'SIGNED' : 'OPEN_FOR_SIGNATURE', act);
      case 'PartnerAcceded':
        if (this.signed.has(organizationId) || this.acceded.has(organizationId)) return 'it had joined';
        this.acceded.add(organizationId);
        return null;
      case 'PartnerRatified':
        if (!this.signed.has(organizationId) || this.ratified.has(organizationId)) return 'it had not signed';
        this.ratified.add(organizationId);
        return null;
      case 'AgreementEnteredIntoForce':
        if (act.effective.point < act.occurred.point) return 'it takes effect before it happened';
        if (this.entry || this.joined() < 2) return 'fewer than two had joined';
        this.entry = act;
        return this.become('IN_FORCE', act);
      case 'AgreementSuspended': {
        const until = textIn(act, 'until');
        if (until !== null && until < act.effective.point) return 'it ends before it begins';
        this.until = until === null ? null : { day: until, by: act.id };
        return this.become('SUSPENDED', act);
      }
      case 'AgreementResumed':
        this.until = null;
        return this.become('IN_FORCE', act);
      case 'AgreementTerminated':
        return this.become('TERMINATED', act);
      case 'AgreementSuperseded':
        return this.become('SUPERSEDED', act);
      case 'AgreementAbandoned':
        return this.become('ABANDONED', act);
      case 'AgreementReinstated':
        if (!this.entry) return 'it had never been in force';
        this.until = null;
        this.term = termOf(act, this.term);
        return this.become('IN_FORCE', act);
      default:
        return this.moveEnd(act);
    }
  }

  /** An end is not moved to before the act that moves it. */
  private moveEnd(act: LoggedEvent): string | null {
    this.term = termOf(act, this.term);
    const end = this.endOf();
    return end && end.day < act.effective.point ? 'it sets an end that had passed' : null;
  }

  private become(status: string, { id, effective }: LoggedEvent): null {
    this.step(status, effective.point, id);
    return null;
  }

  private step(status: string, from: Day, by: string): void {
    if (status !== this.status) this.steps.push({ from, status, by });
    this.status = status;
  }

  /** With a list all of it have to sign, without one two. */
  private allSigned(): boolean {
    const eligible = this.opening ? textsIn(this.opening, 'eligible') : [];
    return eligible.length > 0 ? eligible.every((id) => this.signed.has(id)) : this.signed.size >= 2;
  }

  private joined(): number {
    const bound = this.binds === 'RATIFICATION' ? this.ratified : this.signed;
    return new Set([...bound, ...this.acceded]).size;
  }

  /** A suspension that has a last day ends with it, where the agreement has not ended before. */
  private passUntil(day: Day, resumes: boolean): void {
    if (!this.until || this.status !== 'SUSPENDED') return;
    const from = daysAfter(this.until.day, 1);
    if (from > day || (from === day && resumes)) return;
    this.expireBefore(from);
    if (this.status === 'SUSPENDED') this.step('IN_FORCE', from, this.until.by);
    this.until = null;
  }

  private expireBefore(day: Day): void {
    const end = this.endOf();
    if (!end || end.day >= day || !CAN_EXPIRE.includes(this.status)) return;
    this.exact &&= end.exact;
    this.step('EXPIRED', daysAfter(end.day, 1), end.by);
    this.term = null;
  }

  private endOf(): End | null {
    if (!this.term) return null;
    const { stated, duration, tacit, by } = this.term;
    const counted =
      duration !== null && this.entry ? durationsAfter(this.entry.effective.point, duration) : null;
    const first = stated ?? (counted === null ? null : { day: counted, exact: false });
    if (!first || (tacit && tacit.times === undefined)) return null;
    const day = tacit ? durationsAfter(first.day, tacit.period, tacit.times) : first.day;
    return day === null ? null : { day, exact: first.exact, by };
  }
}

/** What comes later in the line stands: of several steps on a day the last, and nothing that would begin after what follows it. */
function lastOfEachDay(steps: readonly StatusStep[]): readonly StatusStep[] {
  return steps.filter(({ from }, place) =>
    steps.slice(place + 1).every((later) => from === '-infinity' || from < later.from),
  );
}

function termOf(act: LoggedEvent, before: Term | null): Term | null {
  const by = act.id;
  const at = (member: string) => {
    const date = dateIn(act, member);
    return date && { day: date.point, exact: isExact(date) };
  };
  switch (act.type) {
    case 'AgreementTermSet': {
      if (act.data['openEnded'] === true) return null;
      const duration = textIn(act, 'duration');
      const start = dateIn(act, 'startsOn');
      const derived = duration !== null && start ? durationsAfter(start.point, duration) : null;
      const stated = at('endsOn') ?? (derived === null ? null : { day: derived, exact: false });
      const tacit = tacitIn(act);
      return { stated, duration: stated ? null : duration, tacit, by };
    }
    case 'AgreementRenewed': {
      const tacit = textIn(act, 'renewal') === null ? (before?.tacit ?? null) : tacitIn(act);
      return { stated: at('newEndsOn'), duration: null, tacit, by };
    }
    case 'AgreementExtended':
      return { stated: at('newEndsOn'), duration: null, tacit: before?.tacit ?? null, by };
    case 'AgreementNonRenewalNotified':
      return { stated: at('endsOn'), duration: null, tacit: null, by };
    case 'AgreementReinstated': {
      const stated = at('newEndsOn');
      return stated && { stated, duration: null, tacit: null, by };
    }
    default:
      return before;
  }
}

function tacitIn({ data }: LoggedEvent): Term['tacit'] {
  const tacit = data['tacit'] as Readonly<Record<string, Json>> | undefined;
  return tacit ? (tacit as unknown as Term['tacit']) : null;
}

import { daysAfter, type Day } from './days.js';
import { byDay, ofType, textIn, textsIn, type LoggedEvent } from './facts.js';
import { ClearOrder, windowOf, type PossibleStep, type Window } from './possible.js';
import { endOf, termOf, type End, type Term } from './term.js';

/** A status from a day on, and the event that made it so. */
export interface StatusStep {
  readonly from: Day;
  readonly status: string;
  readonly by: string;
}

/** The line of an agreement where its acts, each on the day that counts, follow each other as the lifecycle wants it. */
export interface StatusLine {
  readonly steps: readonly StatusStep[];
  /** The same steps, each with the days between which it begins; null where one limits the days of another. */
  readonly possible: readonly PossibleStep[] | null;
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
  private readonly order = new ClearOrder();
  private readonly windows = new Map<StatusStep, Window>();
  private readonly signed = new Map<string, Window>();
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
    const window = windowOf(act.effective);
    this.passUntil(point, act.type === 'AgreementResumed');
    this.expireBefore(point);
    const covers = act.type === 'AgreementReinstated' && act.data['coversGap'] === true;
    const end = this.endOf();
    // A draft does not expire, and yet nothing but its abandonment comes after its end.
    if (end && end.day < point && act.type !== 'AgreementAbandoned') return 'it is after the end';
    if (covers) return 'it covers the days after an end';
    if (!ALLOWED[act.type]?.includes(this.status)) return `the status is ${this.status}`;
    this.order.follow(window, act.type === 'PartnerSigned');
    if (end) this.order.limit(window, end.window && end.window.earliest);
    if (this.until) this.order.limit(window, daysAfter(this.until.day, 1));
    const refused = this.apply(act);
    const moved = this.endOf();
    if (moved) this.order.limit(window, moved.window && moved.window.earliest);
    if (act.type === 'AgreementSuspended' && this.until) this.order.limit(window, this.until.day);
    return refused;
  }

  end(): StatusLine {
    this.passUntil('9999-12-31', false);
    this.expireBefore('9999-12-31');
    const possible = this.order.isClear ? this.possibleSteps() : null;
    return { steps: lastOfEachDay(this.steps), possible, entry: this.entry };
  }

  private possibleSteps(): readonly PossibleStep[] {
    return this.steps.flatMap((step): readonly PossibleStep[] => {
      const window = this.windows.get(step);
      return window ? [{ status: step.status, ...(this.windowOfSigning(step) ?? window) }] : [];
    });
  }

  /** Of a step that signatures make: whichever of them come first, or second, or where a list is given last of it. */
  private windowOfSigning({ status }: StatusStep): Window | null {
    if (status !== 'SIGNED' && (status !== 'OPEN_FOR_SIGNATURE' || this.opening)) return null;
    const eligible = this.opening ? textsIn(this.opening, 'eligible') : [];
    const listed = [...this.signed].filter(([id]) => eligible.length === 0 || eligible.includes(id));
    const place = status === 'OPEN_FOR_SIGNATURE' ? 0 : eligible.length > 0 ? listed.length - 1 : 1;
    const nth = (of: (window: Window) => Day) => listed.map(([, window]) => of(window)).toSorted()[place];
    const [earliest, latest] = [nth((one) => one.earliest), nth((one) => one.latest)];
    return earliest === undefined || latest === undefined ? null : { earliest, latest };
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
        this.signed.set(organizationId, windowOf(act.effective));
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
        return this.moveEnd(act) ?? this.become('IN_FORCE', act);
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
    this.step({ status, from: effective.point, by: id }, windowOf(effective));
    return null;
  }

  private step(step: StatusStep, window: Window): void {
    if (step.status !== this.status) {
      this.steps.push(step);
      this.windows.set(step, window);
    }
    this.status = step.status;
  }

  /** With a list all of it have to sign, without one two. */
  private allSigned(): boolean {
    const eligible = this.opening ? textsIn(this.opening, 'eligible') : [];
    return eligible.length > 0 ? eligible.every((id) => this.signed.has(id)) : this.signed.size >= 2;
  }

  private joined(): number {
    const bound = this.binds === 'RATIFICATION' ? this.ratified : this.signed.keys();
    return new Set([...bound, ...this.acceded]).size;
  }

  /** A suspension that has a last day ends with it, where the agreement has not ended before. */
  private passUntil(day: Day, resumes: boolean): void {
    if (!this.until || this.status !== 'SUSPENDED') return;
    const from = daysAfter(this.until.day, 1);
    if (from > day || (from === day && resumes)) return;
    this.expireBefore(from);
    if (this.status === 'SUSPENDED') {
      const window = { earliest: from, latest: from };
      this.order.follow(window, false);
      this.step({ status: 'IN_FORCE', from, by: this.until.by }, window);
    }
    this.until = null;
  }

  private expireBefore(day: Day): void {
    const end = this.endOf();
    if (!end || end.day >= day || !CAN_EXPIRE.includes(this.status)) return;
    const window = end.window ? dayAfterAll(end.window) : UNKNOWN;
    this.order.follow(window, false);
    if (this.until && this.status === 'SUSPENDED') this.order.limit(window, daysAfter(this.until.day, 1));
    this.step({ status: 'EXPIRED', from: daysAfter(end.day, 1), by: end.by }, window);
    this.term = null;
  }

  private endOf(): End | null {
    return this.term && endOf(this.term, this.entry);
  }
}

/** Of what is not known: it lies between no two days. */
const UNKNOWN: Window = { earliest: '', latest: '~' };

function dayAfterAll({ earliest, latest }: Window): Window {
  const next = (day: Day): Day =>
    day === UNKNOWN.earliest || day === UNKNOWN.latest ? day : daysAfter(day, 1);
  return { earliest: next(earliest), latest: next(latest) };
}

/** What comes later in the line stands: of several steps on a day the last, and nothing that would begin after what follows it. */
function lastOfEachDay(steps: readonly StatusStep[]): readonly StatusStep[] {
  return steps.filter(({ from }, place) =>
    steps.slice(place + 1).every((later) => from === '-infinity' || from < later.from),
  );
}

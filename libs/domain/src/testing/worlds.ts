import { fromDayNumber, toDayNumber, type Day } from '../time/day.js';

/**
 * What the bounds of an agreement's dates allow, found by living through every world: slow, plain, and written apart from the
 * fold that it checks (`agreement/line/`), with which it shares no code.
 *
 * A world gives each act that counts a day within its bounds, and each stretch a last day within the bounds of its last end;
 * then it is lived through day by day, the acts of one day in any order. It is a world when every act counts. Three things are
 * as the fold took them (`order`): suspensions and resumptions among themselves, what moves the end among itself, and on which
 * side of an expiry an act lies.
 */
export interface WorldEvent {
  readonly id: string;
  readonly type: string;
  readonly occurred: WorldDate;
  readonly effective: WorldDate;
  readonly data: { readonly [member: string]: unknown };
}

interface WorldDate {
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly point: Day;
}

/** Between which days the worlds place what has no bound. */
export interface Window {
  readonly from: Day;
  readonly to: Day;
}

/** What all worlds say of each day. */
export interface Worlds {
  readonly statuses: ReadonlyMap<Day, ReadonlySet<string>>;
  /** Whether an organisation has joined by a day: in every world, in some, in none. */
  readonly joinedOn: (organization: string, day: Day) => 'PARTY' | 'POSSIBLE' | null;
}

const MOVES = ['AgreementTermSet', 'AgreementExtended', 'AgreementReinstated'];
const LIVE = ['OPEN_FOR_SIGNATURE', 'SIGNED', 'IN_FORCE', 'SUSPENDED'];
const RUNNING = ['IN_FORCE', 'SUSPENDED'];
const NOT_ENDED = ['DRAFT', ...LIVE];

interface Placed {
  readonly event: WorldEvent;
  readonly stretch: number;
  /** The days that it may be given. */
  readonly days: readonly number[];
  /** Its place among suspensions and resumptions, or among what moves the end; −1 where it has none. */
  readonly pause: number;
  readonly move: number;
  readonly covers: boolean;
}

interface History {
  readonly acts: readonly Placed[];
  /** The days that the last end of each stretch may be; null where a stretch has no end. */
  readonly ends: readonly (readonly number[] | null)[];
  /** Whether a stretch ends by an expiry. */
  readonly expires: readonly boolean[];
  readonly binding: 'PartnerSigned' | 'PartnerRatified';
}

/** How many placements a history has in a window, before any is refused: what living through all of them costs. */
export function countPlacements(
  events: readonly WorldEvent[],
  order: readonly string[],
  window: Window,
): number {
  const { acts, ends } = historyOf(events, order, window);
  return [...acts.map(({ days }) => days.length), ...ends.map((days) => days?.length ?? 1)].reduce(
    (product, count) => product * count,
    1,
  );
}

/** Lives through every world of the acts that count, in the order taken. Null when there is no world. */
export function liveThroughWorlds(
  events: readonly WorldEvent[],
  order: readonly string[],
  window: Window,
): Worlds | null {
  const history = historyOf(events, order, window);
  const days = daysOf(window);
  const statuses = new Map<Day, Set<string>>(days.map((day) => [fromDayNumber(day), new Set<string>()]));
  const joined = new Map<string, Map<number, number>>();
  let worlds = 0;
  for (const placement of placementsOf(history)) {
    const lives = live(history, placement, days);
    if (lives.length === 0) continue;
    worlds += 1;
    for (const life of lives)
      life.forEach((status, index) => statuses.get(fromDayNumber(days[index] as number))?.add(status));
    for (const [organization, from] of joiningDays(history, placement)) {
      const on = joined.get(organization) ?? new Map<number, number>();
      joined.set(organization, on.set(from, (on.get(from) ?? 0) + 1));
    }
  }
  const joinedOn = (organization: string, day: Day): 'PARTY' | 'POSSIBLE' | null => {
    const all = [...(joined.get(organization) ?? [])];
    const by = all.filter(([from]) => from <= toDayNumber(day));
    if (by.length === 0) return null;
    return by.length === all.length ? 'PARTY' : 'POSSIBLE';
  };
  return worlds === 0 ? null : { statuses, joinedOn };
}

/** Whether some acts have a world at all, whatever the order of suspensions and of what moves the end. */
export function haveAWorld(events: readonly WorldEvent[], order: readonly string[], window: Window): boolean {
  const history = historyOf(events, order, window);
  for (const placement of placementsOf(history))
    if (live(history, placement, daysOf(window)).length > 0) return true;
  return false;
}

/** The day so many days after 1 January 2020: for windows of a few days. */
export function dayNumber(number: number): Day {
  return fromDayNumber(toDayNumber('2020-01-01') + number);
}

function daysOf({ from, to }: Window): readonly number[] {
  // What has no bound may lie outside the window, on either side: one day stands for all of these.
  return range(toDayNumber(from) - 1, toDayNumber(to) + 2);
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}

function candidates({ earliest, latest }: WorldDate, window: Window): readonly number[] {
  return range(
    earliest === null ? toDayNumber(window.from) - 1 : toDayNumber(earliest),
    latest === null ? toDayNumber(window.to) + 2 : toDayNumber(latest),
  );
}

function historyOf(events: readonly WorldEvent[], order: readonly string[], window: Window): History {
  const registration = events.find(({ type }) => type === 'AgreementRegistered');
  const taken = new Set(order);
  const first = events
    .filter(({ type, id }) => type === 'AgreementTermSet' && !taken.has(id))
    .toSorted(byKey)[0];
  const acts: Placed[] = [];
  const ends: (readonly number[] | null)[] = [];
  const expires: boolean[] = [];
  let end: WorldDate | null = first ? endSetBy(first) : null;
  let [stretch, pauses, moves] = [0, 0, 0];
  let status = 'DRAFT';
  for (const id of order) {
    if (id === 'EXPIRY') {
      ends.push(end && candidates(end, window));
      expires.push(true);
      // What follows an expiry has no end, unless a reinstatement sets one.
      end = null;
      stretch += 1;
      status = 'EXPIRED';
      continue;
    }
    const event = events.find((one) => one.id === id) as WorldEvent;
    const covers = event.type === 'AgreementReinstated' && event.data['coversGap'] === true;
    const isMove = MOVES.includes(event.type);
    const isPause = event.type === 'AgreementSuspended' || event.type === 'AgreementResumed';
    const own = candidates(covers && end ? shifted(end, 1) : event.effective, window);
    const to = isMove ? endSetBy(event) : null;
    const days = own.filter(
      (day) =>
        (!isMove || covers || event.type === 'AgreementReinstated' || end === null || day <= lastOf(end)) &&
        (to === null || day <= lastOf(to)) &&
        (typeof event.data['until'] !== 'string' || day <= toDayNumber(event.data['until'])),
    );
    acts.push({
      event,
      stretch,
      days,
      pause: isPause ? (pauses += 1) : -1,
      move: isMove ? (moves += 1) : -1,
      covers,
    });
    if (isMove) end = to;
    status = endingOf(event.type) ?? (status === 'EXPIRED' ? 'LIVE' : status);
    if (event.type !== 'AgreementOpenedForSignature' && status === 'DRAFT' && opens(event)) status = 'LIVE';
    if (event.type === 'AgreementOpenedForSignature' || event.type === 'AgreementEnteredIntoForce')
      status = 'LIVE';
  }
  ends.push(end && candidates(end, window));
  expires.push(status === 'LIVE' && end !== null);
  const binding = registration?.data['bindingOn'] === 'RATIFICATION' ? 'PartnerRatified' : 'PartnerSigned';
  return { acts, ends, expires, binding };
}

function opens({ type }: WorldEvent): boolean {
  return type === 'PartnerSigned';
}

function endingOf(type: string): string | null {
  const endings: { readonly [type: string]: string } = {
    AgreementTerminated: 'TERMINATED',
    AgreementSuperseded: 'SUPERSEDED',
    AgreementAbandoned: 'ABANDONED',
  };
  return endings[type] ?? null;
}

function endSetBy({ data }: WorldEvent): WorldDate | null {
  return ((data['newEndsOn'] ?? data['endsOn']) as WorldDate | undefined) ?? null;
}

function lastOf({ latest }: WorldDate): number {
  return latest === null ? Infinity : toDayNumber(latest);
}

function shifted({ earliest, latest, point }: WorldDate, days: number): WorldDate {
  const moved = (day: Day) => fromDayNumber(toDayNumber(day) + days);
  return { earliest: earliest && moved(earliest), latest: latest && moved(latest), point: moved(point) };
}

function byKey(a: WorldEvent, b: WorldEvent): number {
  const key = ({ effective: { point, earliest, latest } }: WorldEvent) =>
    `${point} ${earliest ?? '0000'} ${latest ?? '9999'}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

/** The days given to the acts and to the last end of each stretch. */
interface Placement {
  readonly days: readonly number[];
  readonly ends: readonly (number | null)[];
}

function* placementsOf({ acts, ends }: History): Generator<Placement> {
  for (const lastDays of product(ends.map((days) => days ?? [null])))
    for (const days of product(
      acts.map(({ days: own, stretch, event }) => {
        const last = lastDays[stretch] ?? null;
        const before = stretch === 0 ? null : (lastDays[stretch - 1] ?? null);
        const fromDraft =
          event.type === 'AgreementAbandoned' && !acts.some(({ event: other }) => opens(other));
        return own.filter(
          (day) => (last === null || fromDraft || day <= last) && (before === null || day >= before + 1),
        );
      }),
    ))
      yield { days, ends: lastDays };
}

function* product<T>(choices: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...others] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const one of first) for (const rest of product(others)) yield [one, ...rest];
}

/** What an agreement is in one world so far. */
interface Life {
  readonly status: string;
  readonly until: number | null;
  readonly entered: boolean;
  readonly retroactive: boolean;
  readonly opened: boolean;
  readonly eligible: readonly string[];
  readonly signed: readonly string[];
  readonly acceded: readonly string[];
  readonly ratified: readonly string[];
  readonly paused: number;
  readonly moved: number;
  readonly stretch: number;
}

const BORN: Life = {
  status: 'DRAFT',
  until: null,
  entered: false,
  retroactive: false,
  opened: false,
  eligible: [],
  signed: [],
  acceded: [],
  ratified: [],
  paused: 0,
  moved: 0,
  stretch: 0,
};

/** Lives through one world; answers the status at the end of each day, once for each way in which a day can go. */
function live(
  history: History,
  placement: Placement,
  days: readonly number[],
): readonly (readonly string[])[] {
  let lives: { readonly life: Life; readonly told: readonly string[] }[] = [{ life: BORN, told: [] }];
  for (const day of days) {
    const todays = history.acts.filter((_act, index) => placement.days[index] === day);
    const next = new Map<string, { life: Life; told: readonly string[] }>();
    for (const { life, told } of lives)
      for (const after of goThrough(history, begin(life, history, placement, day, todays), todays, day)) {
        const one = { life: after, told: [...told, after.status] };
        next.set(JSON.stringify(one), one);
      }
    lives = [...next.values()];
    if (lives.length === 0) return [];
  }
  return lives.map(({ told }) => told);
}

/** The beginning of a day: a suspension ends by itself, a term has run out unless something covers the gap. */
function begin(
  life: Life,
  history: History,
  placement: Placement,
  day: number,
  todays: readonly Placed[],
): Life {
  const lifted: Life =
    life.status === 'SUSPENDED' && life.until !== null && day === life.until + 1
      ? { ...life, status: 'IN_FORCE', until: null }
      : life;
  const end = placement.ends[life.stretch] ?? null;
  const runsOut = end !== null && day === end + 1 && history.expires[life.stretch];
  if (!runsOut || !LIVE.includes(lifted.status) || todays.some(({ covers }) => covers)) return lifted;
  return { ...lifted, status: 'EXPIRED', until: null, stretch: life.stretch + 1 };
}

/** Every way in which the acts of one day can come one after the other. */
function goThrough(history: History, life: Life, left: readonly Placed[], day: number): readonly Life[] {
  if (left.length === 0) return [life];
  // What covers a gap revives what would have run out at midnight: nothing comes before it.
  const covering = left.filter(({ covers }) => covers);
  return (covering.length > 0 ? covering : left).flatMap((placed) => {
    const after = happen(history, life, placed, day);
    return after
      ? goThrough(
          history,
          after,
          left.filter((one) => one !== placed),
          day,
        )
      : [];
  });
}

/** What an act makes of an agreement; null where the agreement does not allow it. */
function happen(history: History, life: Life, placed: Placed, day: number): Life | null {
  const { event, stretch, pause, move, covers } = placed;
  const { status } = life;
  const organization = String(event.data['organizationId']);
  if (
    event.type !== 'AgreementSuperseded' &&
    event.type !== 'AgreementReinstated' &&
    stretch !== life.stretch
  )
    return null;
  if (pause > 0 && pause !== life.paused + 1) return null;
  if (move > 0 && move !== life.moved + 1) return null;
  const moved = move > 0 ? { moved: move } : {};
  switch (event.type) {
    case 'AgreementOpenedForSignature': {
      const eligible = (event.data['eligible'] as readonly string[] | undefined) ?? [];
      if (life.opened || life.signed.length > 0) return null;
      if (status === 'DRAFT') return { ...life, opened: true, eligible, status: 'OPEN_FOR_SIGNATURE' };
      return life.retroactive && LIVE.includes(status) ? { ...life, opened: true, eligible } : null;
    }
    case 'PartnerSigned': {
      if (!NOT_ENDED.includes(status) || hasJoined(life, organization)) return null;
      const signed = [...life.signed, organization];
      if (life.entered || !['DRAFT', 'OPEN_FOR_SIGNATURE'].includes(status)) return { ...life, signed };
      const all =
        life.eligible.length > 0 ? life.eligible.every((id) => signed.includes(id)) : signed.length >= 2;
      return { ...life, signed, status: all ? 'SIGNED' : 'OPEN_FOR_SIGNATURE' };
    }
    case 'PartnerRatified':
      if (!NOT_ENDED.includes(status) || !life.signed.includes(organization)) return null;
      return life.ratified.includes(organization)
        ? null
        : { ...life, ratified: [...life.ratified, organization] };
    case 'PartnerAcceded':
      if (!NOT_ENDED.includes(status) || hasJoined(life, organization)) return null;
      return { ...life, acceded: [...life.acceded, organization] };
    case 'AgreementEnteredIntoForce': {
      if (life.entered || !['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'].includes(status)) return null;
      const retroactive = event.effective.point < event.occurred.point;
      if (!(retroactive ? agreedByThen(history, event) : joinedIn(history, life)).has2) return null;
      return { ...life, entered: true, retroactive, status: 'IN_FORCE' };
    }
    case 'AgreementTermSet':
      return NOT_ENDED.includes(status) ? { ...life, ...moved } : null;
    case 'AgreementExtended':
      return RUNNING.includes(status) ? { ...life, ...moved } : null;
    case 'AgreementSuspended': {
      const until = event.data['until'];
      if (status !== 'IN_FORCE') return null;
      return {
        ...life,
        paused: pause,
        status: 'SUSPENDED',
        until: typeof until === 'string' ? toDayNumber(until) : null,
      };
    }
    case 'AgreementResumed':
      return resumed(history, life, placed, day);
    case 'AgreementTerminated':
      return RUNNING.includes(status) ? { ...life, status: 'TERMINATED' } : null;
    case 'AgreementSuperseded':
      return ['SIGNED', 'IN_FORCE', 'SUSPENDED', 'EXPIRED'].includes(status) && stretch === life.stretch
        ? { ...life, status: 'SUPERSEDED' }
        : null;
    case 'AgreementAbandoned':
      return ['DRAFT', 'OPEN_FOR_SIGNATURE', 'SIGNED'].includes(status)
        ? { ...life, status: 'ABANDONED' }
        : null;
    case 'AgreementReinstated':
      if (covers) return RUNNING.includes(status) && stretch === life.stretch ? { ...life, ...moved } : null;
      return status === 'EXPIRED' && life.entered && stretch === life.stretch
        ? { ...life, ...moved, status: 'IN_FORCE' }
        : null;
    default:
      return null;
  }
}

/** A resumption on the day on which the suspension ends by itself comes to the same. */
function resumed(history: History, life: Life, { pause }: Placed, day: number): Life | null {
  if (life.status === 'SUSPENDED') return { ...life, paused: pause, status: 'IN_FORCE', until: null };
  const before = history.acts.find((one) => one.pause === pause - 1)?.event.data['until'];
  return life.status === 'IN_FORCE' && typeof before === 'string' && toDayNumber(before) + 1 === day
    ? { ...life, paused: pause }
    : null;
}

function hasJoined({ signed, acceded }: Life, organization: string): boolean {
  return signed.includes(organization) || acceded.includes(organization);
}

function joinedIn({ binding }: History, { signed, ratified, acceded }: Life): { readonly has2: boolean } {
  const bound = binding === 'PartnerRatified' ? ratified : signed;
  return { has2: new Set([...bound, ...acceded]).size >= 2 };
}

/** A retroactive entry asks for two joinings that were agreed no later than it. */
function agreedByThen({ acts, binding }: History, { occurred }: WorldEvent): { readonly has2: boolean } {
  const joinings = acts.filter(
    ({ event }) =>
      (event.type === binding || event.type === 'PartnerAcceded') &&
      (event.occurred.earliest ?? '0000') <= (occurred.latest ?? '9999'),
  );
  return { has2: new Set(joinings.map(({ event }) => event.data['organizationId'])).size >= 2 };
}

function isJoining({ binding }: History, { type }: WorldEvent): boolean {
  return type === binding || type === 'PartnerAcceded';
}

/**
 * From when each organisation has joined in a world: a ratification and an accession from the entry on. Of an organisation
 * whose joining is due before the entry, by its point, only worlds speak in which it is not after it.
 */
function joiningDays(history: History, { days }: Placement): ReadonlyMap<string, number> {
  const entry = history.acts.findIndex(({ event }) => event.type === 'AgreementEnteredIntoForce');
  const entered = history.acts[entry]?.event;
  const enters = entered ? (days[entry] as number) : Infinity;
  const joined = new Map<string, number>();
  for (const [index, { event }] of history.acts.entries()) {
    const day = days[index] as number;
    if (!isJoining(history, event)) continue;
    if (entered && event.effective.point <= entered.effective.point && day > enters) continue;
    joined.set(
      String(event.data['organizationId']),
      event.type === 'PartnerSigned' ? day : Math.max(day, enters),
    );
  }
  return joined;
}

import { writeEdtf } from '../time/edtf.js';
import type { UncertainDate } from '../time/uncertain-date.js';
import type { LineEvent } from '../agreement/line/index.js';
import { dayNumber } from './worlds.js';

/** Random numbers that are the same for one seed: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ORGANIZATIONS = ['a', 'b', 'c', 'd'];
const LAST = 10;

/** Makes random histories of one agreement, within twelve days of January 2020. */
class Historian {
  constructor(private readonly random: () => number) {}

  history(): readonly LineEvent[] {
    const ratified = this.chance(0.25);
    const facts = this.oneOf([() => this.lively(), () => this.unruly(), () => this.long()])();
    const registration = {
      type: 'AgreementRegistered',
      date: exact(-400),
      data: { kind: 'MOU', title: [], bindingOn: ratified ? 'RATIFICATION' : 'SIGNATURE' },
    };
    const ratifications = ratified ? [this.fact('PartnerRatified'), this.fact('PartnerRatified')] : [];
    return recorded([registration, ...this.shuffled([...facts, ...ratifications])]);
  }

  /** Facts that mostly bring an agreement into force. */
  private lively(): Fact[] {
    const [first, second] = this.shuffled(ORGANIZATIONS);
    return [
      this.fact('PartnerSigned', { organizationId: first }),
      this.fact('PartnerSigned', { organizationId: second }),
      this.fact('AgreementEnteredIntoForce'),
      ...this.some(3, [
        'AgreementTermSet',
        'PartnerAcceded',
        'AgreementTerminated',
        'AgreementOpenedForSignature',
      ]),
    ];
  }

  /** Facts as they come, many of which do not count. */
  private unruly(): Fact[] {
    return this.some(6, [
      'PartnerSigned',
      'PartnerSigned',
      'PartnerAcceded',
      'PartnerRatified',
      'AgreementEnteredIntoForce',
      'AgreementTermSet',
      'AgreementOpenedForSignature',
      'AgreementAbandoned',
      'AgreementSuperseded',
      'AgreementExtended',
    ]);
  }

  /** A life in force: suspensions, ends that are moved, returns. */
  private long(): Fact[] {
    return [
      ...this.lively().slice(0, 3),
      this.fact('AgreementTermSet'),
      ...this.some(4, [
        'AgreementSuspended',
        'AgreementSuspended',
        'AgreementResumed',
        'AgreementExtended',
        'AgreementReinstated',
        'AgreementSuperseded',
        'AgreementTerminated',
        'AgreementTermSet',
      ]),
    ];
  }

  private some(most: number, types: readonly string[]): Fact[] {
    return Array.from({ length: 1 + Math.floor(this.random() * most) }, () => this.fact(this.oneOf(types)));
  }

  private fact(type: string, more: object = {}): Fact {
    const date = this.date();
    const data = { ...this.dataOf(type, date), ...more };
    const retroactive = type === 'AgreementEnteredIntoForce' && this.chance(0.15);
    return { type, date, data, ...(retroactive && { effective: this.date(1, 4) }) };
  }

  private dataOf(type: string, date: UncertainDate): object {
    switch (type) {
      case 'PartnerSigned':
      case 'PartnerRatified':
      case 'PartnerAcceded':
        return { organizationId: this.oneOf(ORGANIZATIONS) };
      case 'AgreementOpenedForSignature':
        return this.chance(0.4) ? { eligible: this.shuffled(ORGANIZATIONS).slice(0, 1 + this.below(3)) } : {};
      case 'AgreementTermSet':
        return this.chance(0.1) ? { openEnded: true } : { endsOn: this.date(4, LAST) };
      case 'AgreementExtended':
        return { newEndsOn: this.date(5, LAST) };
      case 'AgreementSuspended':
        return this.chance(0.35) ? { until: dayNumber(this.below(4) + numberOf(date)) } : {};
      case 'AgreementReinstated':
        return { coversGap: this.chance(0.4), ...(this.chance(0.8) && { newEndsOn: this.date(7, LAST) }) };
      default:
        return {};
    }
  }

  /** A day, or one within a few days, sometimes open at one side. */
  private date(from = 1, to = 8): UncertainDate {
    const first = from + this.below(to - from + 1);
    const width = this.oneOf([0, 0, 0, 1, 2, 3]);
    const last = Math.min(first + width, LAST);
    const point = first + this.below(last - first + 1);
    const earliest = this.chance(0.06) ? null : dayNumber(first);
    const latest = earliest !== null && this.chance(0.04) ? null : dayNumber(last);
    return {
      edtf: writeEdtf(earliest, latest),
      point: dayNumber(point),
      earliest,
      latest,
      precision: 'DAY',
      basis: 'STATED',
    };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private chance(share: number): boolean {
    return this.random() < share;
  }

  private oneOf<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  private shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, at: this.random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }
}

interface Fact {
  readonly type: string;
  readonly date: UncertainDate;
  readonly effective?: UncertainDate;
  readonly data: object;
}

function exact(day: number): UncertainDate {
  const on = dayNumber(day);
  return { edtf: on, point: on, earliest: on, latest: on, precision: 'DAY', basis: 'STATED' };
}

function numberOf({ point }: UncertainDate): number {
  return Number(point.slice(8)) - 1;
}

function recorded(facts: readonly Fact[]): readonly LineEvent[] {
  return facts.map(({ type, date, effective, data }, order) => ({
    id: `${type} ${order}`,
    type,
    order,
    occurred: date,
    effective: effective ?? date,
    data,
  })) as unknown as readonly LineEvent[];
}

/** Random histories, the same for one seed: every act of the lifecycle, a third each lively, unruly and long. */
export function* histories(seed: number, count: number): Generator<readonly LineEvent[]> {
  const historian = new Historian(randomOf(seed));
  for (let n = 0; n < count; n += 1) yield historian.history();
}

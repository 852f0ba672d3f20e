import { foldAgreement, statusOn, type AgreementLine, type LineEvent } from '../agreement/line/index.js';
import type { Day } from '../time/day.js';
import { histories } from './histories.js';
import { countPlacements, dayNumber, haveAWorld, liveThroughWorlds } from './worlds.js';

const WINDOW = { from: dayNumber(0), to: dayNumber(11) };
const DAYS = Array.from({ length: 12 }, (_, index) => dayNumber(index));
/** More placements than this cost too much to live through for one history. */
const MOST_PLACEMENTS = 400;
const MOST_FOR_PASSED_OVER = 60;

/** What comparing the line of some histories with their worlds came to. */
export interface Compared {
  /** Histories that were lived through; others have too many placements. */
  readonly lived: number;
  readonly passedOverTried: number;
  /** What differs, in words, of the first history at fault. */
  readonly difference: string | null;
}

/** Compares the line of random histories with all their worlds, up to the first difference. */
export function compareWithWorlds(seed: number, count: number): Compared {
  let [lived, passedOverTried] = [0, 0];
  for (const events of histories(seed, count)) {
    const line = foldAgreement(events);
    const passedOver = new Set(line.passedOver.map(({ event }) => event.id));
    const counted = events.filter(({ id }) => !passedOver.has(id));
    if (countPlacements(counted, line.order, WINDOW) > MOST_PLACEMENTS) continue;
    lived += 1;
    const wrong = differenceOf(line, counted) ?? sinceDiffers(line);
    if (wrong !== null) return { lived, passedOverTried, difference: `${wrong}: ${JSON.stringify(events)}` };
    for (const act of events.filter(({ id }) => passedOver.has(id))) {
      const found = mayBeLetIn(act, counted, line.order);
      passedOverTried += found === null ? 0 : 1;
      if (found)
        return { lived, passedOverTried, difference: `${act.id} has a world: ${JSON.stringify(events)}` };
    }
  }
  return { lived, passedOverTried, difference: null };
}

function differenceOf(line: AgreementLine, counted: readonly LineEvent[]): string | null {
  const worlds = liveThroughWorlds(counted, line.order, WINDOW);
  if (!worlds) return 'no world';
  for (const day of DAYS) {
    const { status, possible } = statusOn(line, day);
    const lived = [...(worlds.statuses.get(day) ?? [])].toSorted();
    const told = possible.toSorted();
    if (told.join() !== lived.join()) return `${day} is ${told.join()} and lived ${lived.join()}`;
    if (!possible.includes(status)) return `${day} is ${status}, which no world allows`;
  }
  return null;
}

/** The status on the day since when it is so is that very status. */
function sinceDiffers(line: AgreementLine): string | null {
  const day = DAYS.find((one) => {
    const { since, status } = statusOn(line, one);
    return since !== null && statusOn(line, since.point).status !== status;
  });
  return day === undefined ? null : `the status since ${day satisfies Day} was another`;
}

/** Whether an act that was passed over has a place in some world of those that count; null where that costs too much. */
function mayBeLetIn(act: LineEvent, counted: readonly LineEvent[], order: readonly string[]): boolean | null {
  if (act.type === 'AgreementReinstated' || act.type === 'AgreementSuperseded') return null;
  const events = [...counted, act];
  const orders = Array.from({ length: order.length + 1 }, (_, place) => order.toSpliced(place, 0, act.id));
  if (countPlacements(events, orders.at(-1) ?? [], WINDOW) > MOST_FOR_PASSED_OVER) return null;
  return orders.some((one) => haveAWorld(events, one, WINDOW));
}

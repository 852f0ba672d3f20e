import { readMoment } from '../days/instants.js';
import type { Dates } from './dates.js';

/**
 * As known when, by what stands in its field. A field that nobody touched says what it said: its words are rounder than the
 * instant, and a position is none. Null: neither a moment nor empty.
 */
export function readKnown(
  typed: string,
  shown: string,
  { known, at }: Dates,
  timeZone: string,
): Pick<Dates, 'known' | 'at'> | null {
  if (typed === shown) return { known, at };
  if (typed.trim() === '') return {};
  const moment = readMoment(typed, timeZone);
  return moment === null ? null : { known: moment };
}

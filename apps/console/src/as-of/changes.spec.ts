import { dayBeside, momentBeside } from './changes.js';
import type { Dates } from './dates.js';

describe('going to where the answer of a page changes', () => {
  it('goes to the days beside a day, and no further', () => {
    const days = ['2025-01-28', '2026-01-01'];
    expect(dayBeside(days, '2025-06-01', 1)).toBe('2026-01-01');
    expect(dayBeside(days, '2026-01-01', -1)).toBe('2025-01-28');
    expect(dayBeside(days, '2025-01-28', -1)).toBeUndefined();
    expect(dayBeside(days, '2026-01-01', 1)).toBeUndefined();
  });

  it('goes to the moments beside that of a position, and no further', () => {
    const moment = (position: string) => ({ position, recordedAt: '2026-11-28T02:38:41.123Z', facts: 1 });
    const moments = [moment('1'), moment('3'), moment('7')];
    const beside = (position: string, step: 1 | -1, of: Dates = { known: '2026-11-28T02:38:41Z' }) =>
      momentBeside({ days: [], moments, position }, step, of)?.position;
    expect(beside('9', -1)).toBe('3');
    expect(beside('4', 1)).toBe('7');
    expect(beside('7', 1)).toBeUndefined();
    expect(beside('1', -1)).toBeUndefined();
    // A key that comes before the page is there goes on from where the one before it went.
    expect(beside('3', 1, { at: '3' })).toBe('7');
    expect(beside('7', -1, { at: '3' })).toBe('1');
    expect(beside('1', -1, {})).toBe('3');
  });
});

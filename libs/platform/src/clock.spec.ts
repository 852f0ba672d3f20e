import { scriptedClock, systemClock } from './clock.js';

it('the system clock gives the machine’s time', () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

describe('a scripted clock', () => {
  it('stands still until it is set or advanced', () => {
    const clock = scriptedClock('2025-01-28T09:00:00Z');
    expect(clock.now().toISOString()).toBe('2025-01-28T09:00:00.000Z');
    clock.advance(1_500);
    expect(clock.now().toISOString()).toBe('2025-01-28T09:00:01.500Z');
    clock.set('2024-06-04T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2024-06-04T00:00:00.000Z');
  });

  it('is not moved by who changes the Date it gave', () => {
    const clock = scriptedClock('2025-01-28T09:00:00Z');
    clock.now().setFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2025);
  });

  it('refuses what is not an instant', () => {
    expect(() => scriptedClock('soon')).toThrow(RangeError);
  });
});

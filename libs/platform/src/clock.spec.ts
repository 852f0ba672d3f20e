import { uptime } from 'node:os';
import { scriptedClock, systemClock } from './clock.js';

it('the system clock gives the machine’s time', () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

it('the system clock counts the time that passes in milliseconds, a machine’s sleep included', () => {
  expect(Math.abs(systemClock.elapsed() - uptime() * 1_000)).toBeLessThan(1_000);
});

describe('a scripted clock', () => {
  it('stands still until it is set or advanced', () => {
    const clock = scriptedClock('2025-01-28T09:00:00Z');
    expect(clock.now().toISOString()).toBe('2025-01-28T09:00:00.000Z');
    clock.advance(1_500);
    expect(clock.now().toISOString()).toBe('2025-01-28T09:00:01.500Z');
    expect(clock.elapsed()).toBe(1_500);
    clock.set('2024-06-04T00:00:00Z');
    expect(clock.elapsed()).toBe(1_500);
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

import { createRunningRecorded } from './running-recorded.js';

describe('the latest instant at which an event says that it was recorded', () => {
  it('leaves a minute for two clocks that are apart, and no more', () => {
    const recorded = createRunningRecorded();
    expect([recorded.last, recorded.isLongBefore('2026-01-01T00:00:00.000Z')]).toEqual(['', false]);
    recorded.move('2026-01-01T00:01:00.000Z');
    recorded.move('2026-01-01T00:00:30.000Z');
    expect(recorded.last).toBe('2026-01-01T00:01:00.000Z');
    expect(recorded.isLongBefore('2026-01-01T00:00:00.000Z')).toBe(false);
    expect(recorded.isLongBefore('2025-12-31T23:59:59.999Z')).toBe(true);
    expect(recorded.isLongBefore('')).toBe(true);
  });
});

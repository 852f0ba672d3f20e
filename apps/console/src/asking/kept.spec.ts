import { hides, keptOverDates } from './kept.js';
import { RefusedError, unreachable } from './refusal.js';

const key = (variables: object) => ['answer', 'query Q', variables];

describe('the answer before', () => {
  it('is kept while a date moves, and never for another thing or another filter', () => {
    const keep = keptOverDates(key({ id: 'a', asOf: { validOn: '2026-01-02' } }));
    expect(keep('A', { queryKey: key({ id: 'a', asOf: { validOn: '2026-01-01' } }) })).toBe('A');
    expect(keep('A', { queryKey: key({ asOf: {}, id: 'a' }) })).toBe('A');
    expect(keep('B', { queryKey: key({ id: 'b', asOf: { validOn: '2026-01-02' } }) })).toBeUndefined();
    expect(keep('A', { queryKey: key({ id: 'a', text: 'x', asOf: {} }) })).toBeUndefined();
    expect(keep('A', { queryKey: ['answer', 'query R', { id: 'a', asOf: {} }] })).toBeUndefined();
    expect(keep('A')).toBeUndefined();
  });

  it('is kept over other dates where a question has some of its own', () => {
    const keep = keptOverDates(key({ from: '2026', asOf: {} }), ['asOf', 'from']);
    expect(keep('A', { queryKey: key({ from: '2025', asOf: {} }) })).toBe('A');
  });

  it('stays below a refusal, but where it may be wrong or is not for whoever asks', () => {
    const refused = (code: string) => new RefusedError([{ ...unreachable(), code }]);
    for (const code of ['UNREACHABLE', 'PROJECTION_BEHIND', 'UNAUTHENTICATED', 'INTERNAL', 'CURSOR_INVALID'])
      expect({ code, hides: hides(refused(code)) }).toEqual({ code, hides: false });
    for (const code of ['STREAM_CORRUPT', 'FORBIDDEN'])
      expect({ code, hides: hides(refused(code)) }).toEqual({ code, hides: true });
    expect(hides(null)).toBe(false);
  });
});

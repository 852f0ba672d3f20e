import { isPosition, readPosition, writePosition } from './position.js';

describe('a position', () => {
  const ledger = 'aec16a98-1b9d-4e6f-9d53-0d1c7a9b8f10';

  it('is read back in its own ledger', () => {
    expect(readPosition(ledger, writePosition(ledger, 84n))).toBe(84n);
  });

  it('is none of another ledger', () => {
    expect(readPosition('00000000-1b9d-4e6f-9d53-0d1c7a9b8f10', writePosition(ledger, 84n))).toBeNull();
  });

  it('before the first event is that of the first', () => {
    expect(writePosition(ledger, -1n)).toBe('aec16a98-0000000000000000');
  });

  it.each(['84', 'aec16a98-54', 'AEC16A98-0000000000000054'])('is not written %s', (text) => {
    expect(isPosition(text)).toBe(false);
    expect(readPosition(ledger, text)).toBeNull();
  });

  it('sorts as text', () => {
    expect(writePosition(ledger, 9n) < writePosition(ledger, 10n)).toBe(true);
    expect(writePosition(ledger, 255n) < writePosition(ledger, 4_096n)).toBe(true);
  });
});

import { changeBeside, momentBeside, type Piece } from './picture-scale.js';

const piece = (validFrom: string | null, knownFrom: string, knownTo: string | null = null): Piece => ({
  validFrom,
  validTo: null,
  knownFrom: { position: knownFrom },
  knownTo: knownTo === null ? null : { position: knownTo },
});

describe('walking through a picture', () => {
  const pieces = [
    piece(null, '1'),
    piece('2025-01-28', '1'),
    piece('2026-01-01', '1', '3'),
    piece('2026-05-05', '3'),
  ];

  it('goes to the days on which the answer changes, by what was known then', () => {
    expect(changeBeside(pieces, { validOn: '2025-06-01', position: '2' }, 1)).toBe('2026-01-01');
    expect(changeBeside(pieces, { validOn: '2025-06-01', position: '3' }, 1)).toBe('2026-05-05');
    expect(changeBeside(pieces, { validOn: '2025-06-01', position: '3' }, -1)).toBe('2025-01-28');
    expect(changeBeside(pieces, { validOn: '2025-01-28', position: '3' }, -1)).toBeUndefined();
  });

  it('goes to the moments beside that of a position, and no further', () => {
    const moments = ['1', '3', '7'];
    expect(momentBeside(moments, '9', -1)).toBe('3');
    expect(momentBeside(moments, '4', 1)).toBe('7');
    expect(momentBeside(moments, '7', 1)).toBeUndefined();
    expect(momentBeside(moments, '1', -1)).toBeUndefined();
  });
});

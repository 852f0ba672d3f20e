import { changesIn, type Piece } from './picture-scale.js';

const piece = (validFrom: string | null, knownFrom: string, knownTo: string | null = null): Piece => ({
  validFrom,
  validTo: null,
  knownFrom: { position: knownFrom },
  knownTo: knownTo === null ? null : { position: knownTo },
});

describe('the days of a picture', () => {
  const pieces = [
    piece(null, '1'),
    piece('2025-01-28', '1'),
    piece('2026-01-01', '1', '3'),
    piece('2026-05-05', '3'),
  ];

  it('on which the answer changes go by what was known then', () => {
    expect(changesIn(pieces, '2')).toEqual(['2025-01-28', '2026-01-01']);
    expect(changesIn(pieces, '3')).toEqual(['2025-01-28', '2026-05-05']);
  });
});

import {
  DEFAULT_PAGE,
  filterDigest,
  LARGEST_PAGE,
  pageSize,
  readCursor,
  writeCursor,
  type Cursor,
} from './page.js';

const filter = { kind: ['MOU'], text: 'é' };
const cursor: Cursor = {
  list: 'agreements',
  sort: 'TITLE',
  filter: filterDigest(filter),
  validOn: '2025-01-28',
  position: 'aec16a98-000000000000001f',
  asHead: null,
  key: ['corridor', 'corridor-ne'],
};
const request = { list: 'agreements', sort: 'TITLE', filter };

describe('the size of a page', () => {
  it('is fifty by default', () => {
    expect(pageSize(null)).toBe(DEFAULT_PAGE);
    expect(pageSize(undefined)).toBe(50);
    expect(pageSize(LARGEST_PAGE)).toBe(200);
  });

  it.each([0, -1, 201, 1_000_000])('is not %d: VALIDATION_FAILED on first', (first) => {
    expect(() => pageSize(first)).toThrow(
      expect.objectContaining({
        refusal: expect.objectContaining({ code: 'VALIDATION_FAILED', field: 'first' }) as unknown,
      }) as Error,
    );
  });
});

describe('a cursor', () => {
  it('carries its list, sort, filter, dates and key', () => {
    expect(readCursor(writeCursor(cursor), request)).toEqual(cursor);
  });

  it('carries the knowledge time that was asked for', () => {
    const young = { ...cursor, asHead: '2999-01-01T00:00:00Z' };
    expect(readCursor(writeCursor(young), request)).toEqual(young);
    expect(() => readCursor(writeCursor({ ...cursor, asHead: 'soon' }), request)).toThrow('does not belong');
  });

  it('is none where none was given', () => {
    expect(readCursor(null, request)).toBeNull();
  });

  it('belongs to the same filter with absent members written as null', () => {
    expect(readCursor(writeCursor(cursor), { ...request, filter: { ...filter, partyId: null } })).toEqual(
      cursor,
    );
  });

  it.each([
    ['another list', { ...request, list: 'organizations' }],
    ['another sort', { ...request, sort: 'END_DATE' }],
    ['another filter', { ...request, filter: { kind: ['MOU'] } }],
  ])('of %s is CURSOR_INVALID', (_what, other) => {
    expect(() => readCursor(writeCursor(cursor), other)).toThrow('does not belong to this list');
  });

  it.each(['', 'garbage!', 'e30', Buffer.from('[1,2,3,4,5,6,7]').toString('base64url'), 'A'.repeat(5_000)])(
    'is not %j: CURSOR_INVALID',
    (after) => {
      expect(() => readCursor(after, request)).toThrow('does not belong to this list');
    },
  );
});

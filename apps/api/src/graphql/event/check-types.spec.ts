import { RefusedError } from '../errors/refused-error.js';
import { checkTypes } from './check-types.js';

function refusalOf(types: readonly string[] | null | undefined): unknown {
  try {
    checkTypes(types);
    return null;
  } catch (error) {
    return error instanceof RefusedError ? error.refusal : error;
  }
}

describe('the types of events that somebody asks for', () => {
  it('may be left out, none, or of the catalogue', () => {
    expect([undefined, null, [], ['PartnerSigned', 'RecordRectified']].map(refusalOf)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    ['PartnerSinged', { value: 'PartnerSinged' }],
    ['partnersigned', { value: 'partnersigned' }],
    ['constructor', { value: 'constructor' }],
    ['', {}],
    ['x'.repeat(201), {}],
  ])('are refused where the catalogue has none of that name: %j', (type, shown) => {
    expect(refusalOf(['PartnerSigned', type])).toMatchObject({
      code: 'VALIDATION_FAILED',
      field: 'types.1',
      details: { problem: 'NO_SUCH_TYPE', ...shown },
    });
  });

  it('are refused where they are too many, before any is looked at', () => {
    expect(refusalOf(Array.from({ length: 101 }, () => 'x'))).toMatchObject({
      field: 'types',
      details: { problem: 'LIST_TOO_LONG', most: 100 },
    });
  });
});

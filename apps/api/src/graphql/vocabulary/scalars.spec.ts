import type { GraphQLScalarType } from 'graphql';
import {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  EdtfScalar,
  LanguageTagScalar,
  PositionScalar,
} from './scalars.js';

const accepted: readonly (readonly [GraphQLScalarType, readonly string[]])[] = [
  [DateScalar, ['2024-02-29', '0001-01-01', '9999-12-31']],
  [DateTimeScalar, ['2025-04-16T23:59:59Z', '2025-04-16T23:59:59.123456-04:00']],
  [EdtfScalar, ['2019-06-04', '2022-02', '[..2025-01-28]', '2019?', '2023-21']],
  [LanguageTagScalar, ['fr', 'fr-CA', 'zh-Hant-TW']],
  [PositionScalar, ['0123abcd-0000000000000001']],
  [DecimalScalar, ['26750000', '-0.75', '999999999999999.999999', '1.50']],
];
const refused: readonly (readonly [GraphQLScalarType, readonly unknown[]])[] = [
  [DateScalar, ['2023-02-29', '2025-1-1', 'hier', '2025-04-16T00:00:00Z', 20250416, null, true]],
  [
    DateTimeScalar,
    [
      '2025-04-16',
      '2025-04-16T23:59:59',
      '2025-02-30T00:00:00Z',
      '2025-04-16T24:00:00Z',
      '2025-04-16T10:00:00+25:00',
      5,
    ],
  ],
  [EdtfScalar, ['nonsense', '2023-02-29', '', '2025-04-16T10:00', 2025, '2023-25']],
  [LanguageTagScalar, ['', 'f', 'f!', 'french!', 'a'.repeat(36), 5]],
  [
    DecimalScalar,
    [26750000, 0.75, '', '1e6', '01', '.5', '1.', '1,5', '1.0000001', '1234567890123456', '+1'],
  ],
  [PositionScalar, ['1', '0123abcd-1', '0123ABCD-0000000000000001', 1]],
];

describe.each(accepted)('%s', (scalar, texts) => {
  it.each(texts)('accepts %s', (text) => {
    expect(scalar.parseValue(text)).toBe(text);
  });
});

describe.each(refused)('%s', (scalar, values) => {
  it.each(values.map((value) => [value]))('refuses %j', (value) => {
    expect(() => scalar.parseValue(value)).toThrow(/^it is not /);
  });
});

import { showMoney } from './money-text.js';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

it.each([
  ['26750000', '26 750 000,00 $', '$26,750,000.00'],
  ['12.5', '12,50 $', '$12.50'],
  ['0.12345', '0,12345 $', '$0.12345'],
  ['90071992547409931.07', '90 071 992 547 409 931,07 $', '$90,071,992,547,409,931.07'],
])('an amount of %s keeps its digits', (value, french, english) => {
  expect(plain(showMoney({ value, currency: 'CAD' }, 'fr'))).toBe(french);
  expect(showMoney({ value, currency: 'CAD' }, 'en')).toBe(english);
});

import { csvLine } from './csv.js';

describe('a line of a table', () => {
  it('has its cells apart, and nothing where nothing is known', () => {
    expect(csvLine(['a', 1, true, null, 'é'], ';')).toBe('a;1;true;;é\r\n');
  });

  it('quotes what holds a quote, a line break or the separator, and not the other separator', () => {
    expect(csvLine(['a "b"', 'a\nb', 'a;b', 'a,b'], ';')).toBe('"a ""b""";"a\nb";"a;b";a,b\r\n');
    expect(csvLine(['a;b', 'a,b'], ',')).toBe('a;b,"a,b"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never is a formula: %j', (text) => {
    expect(csvLine([text], ',').replace(/^"/, '')).toMatch(/^'/);
  });

  it('leaves a sign within a text alone', () => {
    expect(csvLine(['1-1=0'], ',')).toBe('1-1=0\r\n');
  });
});

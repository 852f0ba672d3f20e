import { goneKeysIn } from './gone-keys.js';

describe('the list of keys that are gone', () => {
  it('has a key on each line', () => {
    const one = { kid: 'k-1', state: 'ERASED', person: 'p-1' };
    const two = { kid: 'k-2', state: 'LOST', person: null };
    expect(goneKeysIn(`${JSON.stringify(one)}\n${JSON.stringify(two)}\n`)).toEqual([one, two]);
    expect(goneKeysIn('')).toEqual([]);
  });

  it.each([
    'no JSON',
    '3',
    '{"kid":"k"}',
    '{"kid":"k","state":"GONE","person":null}',
    '{"kid":1,"state":"LOST","person":null}',
  ])('is not read where it says something else: %s', (line) => {
    expect(goneKeysIn(line)).toBeNull();
  });
});

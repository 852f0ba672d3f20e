import { copyLine } from './copy-rows.js';

describe('a row as COPY takes it', () => {
  it('has a tab between its values and an end, and tells nothing from an empty text', () => {
    expect(copyLine(['one', null, '', '{a,b}'])).toBe('one\t\\N\t\t{a,b}\n');
  });

  it('escapes what would end a value or a row, and what escapes', () => {
    expect(copyLine(['a\tb\nc\rd', String.raw`e\N`, '{"a": "\\n"}'])).toBe(
      String.raw`a\tb\nc\rd` + '\t' + String.raw`e\\N` + '\t' + String.raw`{"a": "\\n"}` + '\n',
    );
  });
});

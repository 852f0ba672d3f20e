import { CorruptEventError } from './envelope.js';

describe('an event that is not what was written', () => {
  it('is reported in both languages, and in the log by its stream and revision', () => {
    const error = new CorruptEventError('agreement-mou', 3, { corruption: 'HASH_DIFFERS' });
    expect(error.problem).toEqual({
      fr: 'l’empreinte à côté des octets n’est pas la leur',
      en: 'the hash beside the bytes is not theirs',
    });
    expect(error.message).toBe('agreement-mou@3: the hash beside the bytes is not theirs');
  });

  it('quotes what only the reader of the bytes knows', () => {
    const { problem } = new CorruptEventError('agreement-mou', 3, {
      corruption: 'NOT_CANONICAL',
      said: 'the value is not JSON in UTF-8',
    });
    expect(problem.fr).toContain('«\u00a0the value is not JSON in UTF-8\u00a0»');
    expect(problem.en).toBe('the bytes are not in canonical form: the value is not JSON in UTF-8');
  });
});

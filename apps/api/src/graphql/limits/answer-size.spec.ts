import { checkAnswerSize } from './answer-size.js';

describe('the size of an answer', () => {
  const details = { limit: 'ANSWER_CHARACTERS', most: 100 };
  const refusal = { refusal: expect.objectContaining({ code: 'LIMIT_EXCEEDED', details }) as object };
  const check = (data: unknown) => () => checkAnswerSize(data, 100);

  it('counts texts, names and what is within each other', () => {
    expect(check({ a: 'x'.repeat(80) })).not.toThrow();
    expect(check({ a: 'x'.repeat(100) })).toThrow(expect.objectContaining(refusal));
    expect(check({ a: [{ b: 'x'.repeat(45) }, { b: 'x'.repeat(45) }] })).toThrow(
      expect.objectContaining(refusal),
    );
    expect(check({ a: Array.from({ length: 15 }, () => null) })).not.toThrow();
    expect(check({ a: Array.from({ length: 30 }, () => null) })).toThrow(expect.objectContaining(refusal));
  });

  it('takes no time for what is too long, however much follows', () => {
    const once = 'x'.repeat(1_000);
    expect(check(Array.from({ length: 200_000 }, () => once))).toThrow(expect.objectContaining(refusal));
  });
});

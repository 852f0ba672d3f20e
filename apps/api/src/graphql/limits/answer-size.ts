import { overLimit } from '../errors/refused-error.js';
import { LIMITS } from './limits.js';

/**
 * Refuses an answer that would be too long as JSON, before it is written: how many values it may hold says nothing of how
 * long each is. Lengths are counted, nothing is copied.
 * @throws {RefusedError} LIMIT_EXCEEDED
 */
export function checkAnswerSize(data: unknown, most: number = LIMITS.answerCharacters): void {
  let left = most;
  const open: unknown[] = [data];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') left -= value.length + 3;
    else if (typeof value !== 'object' || value === null) left -= 5;
    else if (Array.isArray(value)) for (const member of value as readonly unknown[]) open.push(member);
    else
      for (const [name, member] of Object.entries(value)) {
        left -= name.length + 4;
        open.push(member);
      }
    if (left < 0) throw overLimit({ limit: 'ANSWER_CHARACTERS', most });
  }
}

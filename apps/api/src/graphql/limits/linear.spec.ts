import { setTimeout as pause } from 'node:timers/promises';
import {
  foldLetters,
  isDay,
  isSubjectId,
  linesIn,
  nearKeys,
  readEdtf,
  readStream,
  resemblance,
  sameKeys,
  searchWords,
} from '@entente/domain';
import { sessionIn } from '../../rest/caller.js';
import { typeOfFile } from '../../rest/file-type.js';
import { authorizationIn } from '../subscriptions.js';
import { withoutAdvice } from '../errors/client-error.js';
import { readNodeId } from '../node/node-id.js';
import { nestingOf } from './request-limits.js';

const CHARACTERS = 2500;
const TIMES = 32;
/** Halfway between what a text that is {@link TIMES} as long takes by its length, and what it takes by the square of it. */
const MOST = TIMES ** 1.5;
const TRIES = 5;
const PAUSE_MS = 100;

/** What reads a text on a request's way before anything is known of who sent it, or of what it means. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'the nesting of a query': nestingOf,
  'a message of graphql-js': withoutAdvice,
  'a date': readEdtf,
  'a day': isDay,
  'the letters of a name or a search': foldLetters,
  'the words of a search': searchWords,
  'the keys of names that are the same': sameKeys,
  'the keys of names that are near': nearKeys,
  'what two names have in common': (text) => resemblance(`${text.slice(0, text.length / 2)} fin`, text),
  'an id': isSubjectId,
  'the name of a stream': readStream,
  'a node id': readNodeId,
  'the lines of a text': linesIn,
  'the cookies of a request': (text) => sessionIn({ cookie: text }, 'aec16a98'),
  'the authorization of a connection': (text) => authorizationIn({ headers: { authorization: text } }),
  'the type of a file': (text) => typeOfFile(Buffer.from(text)),
  'the type of an archive': (text) => typeOfFile(Buffer.from(`PK\x03\x04${text}`, 'latin1')),
};
/** Texts that begin again and again what they never end. */
const UNITS = [
  '"""',
  '"',
  '\\"""',
  '#',
  '{',
  '"\\',
  '""" "',
  'Did you mean ',
  'Did you mean ?',
  '[2020..',
  '~',
  '-',
  '\u0301e',
  ' ',
  '\n',
  'a.',
  'a ',
  'A1 de ',
  '(',
  'a;b=',
  'entente-aec16a98=',
  'agreement-',
  'Agreement:a@',
  'word/document.xm',
  '\u05b0\u05b0',
];

/**
 * The least of a few times of the processor, in milliseconds: not those of the clock, in which others may have had it. Each
 * text is another: V8 remembers how it cut up a short one.
 */
function timeOf(read: (text: string) => unknown, text: string): number {
  let least = Infinity;
  for (let round = 0; round < 3; round += 1) {
    const another = `${text}${round}${Math.random()}`;
    const begun = process.cpuUsage();
    read(another);
    const { user, system } = process.cpuUsage(begun);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('what reads a text that a stranger sent', () => {
  it.each(
    Object.entries(READERS).flatMap(([name, read]) =>
      UNITS.map((unit) => [name, JSON.stringify(unit), read, unit] as const),
    ),
  )('takes time by its length and no more: %s, of %s', async (_name, _shown, read, unit) => {
    const text = (characters: number) => `${unit.repeat(Math.ceil(characters / unit.length))}?`;
    const isLinear = () =>
      timeOf(read, text(CHARACTERS * TIMES)) < MOST * timeOf(read, text(CHARACTERS)) + 10;
    let linear = isLinear();
    // Another time: what made the machine busy may be over by then.
    for (let tries = 1; tries < TRIES && !linear; tries += 1) {
      await pause(PAUSE_MS);
      linear = isLinear();
    }
    expect(linear).toBe(true);
  });
});

import * as m from './member.js';

/** Another stream that a decision was judged on, up to a revision. */
export interface SeenStream {
  readonly stream: string;
  readonly rev: number;
}

const seenStream = m.object('SeenStream', 'A stream that a decision was judged on.', {
  stream: m.word('The stream.'),
  rev: m.count('Its last revision then.'),
});

/** The streams that a decision read: what is recorded there afterwards changes nothing that was decided. */
export const JUDGED_ON = m.judged(m.list(seenStream('The streams that it was judged on.')));

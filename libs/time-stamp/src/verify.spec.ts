import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askTimeStamp } from './request.js';
import { verifyTimeStamp } from './verify.js';

const vector = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../test/vectors/time-stamp', name));
const [answer, text] = [vector('answer.tsr'), vector('text')];
const authority = new X509Certificate(vector('ca.pem'));
/** Of nobody whose stamp is here. */
const another = new X509Certificate(vector('other.pem'));

describe('a time stamp that openssl made', () => {
  it('is taken with the authority that it leads to', () => {
    expect(verifyTimeStamp(answer, text, [another, authority])).toEqual({
      problem: null,
      time: new Date('2026-11-29T10:50:56Z'),
      authority: 'CN=Test time stamps',
    });
  });

  it('is of nobody without it', () => {
    for (const trusted of [[], [another]])
      expect(verifyTimeStamp(answer, text, trusted)).toEqual({ problem: 'UNTRUSTED' });
  });

  it('is of nothing else than what was stamped', () => {
    const other = Buffer.concat([text, Buffer.from('\n')]);
    expect(verifyTimeStamp(answer, other, [authority])).toEqual({ problem: 'INVALID' });
  });

  it('is never taken with a changed byte of what was stamped, or of the signature', () => {
    const content = answer.indexOf(Buffer.from('2a030401', 'hex'));
    const places = [
      content,
      content + 20,
      content + 50,
      content + 80,
      answer.length - 1,
      answer.length - 200,
    ];
    for (const at of places) {
      const changed = Uint8Array.from(answer);
      changed[at] = (changed[at] as number) ^ 1;
      expect(verifyTimeStamp(changed, text, [authority]).problem).not.toBeNull();
    }
    expect(verifyTimeStamp(Buffer.from('no stamp'), text, [authority])).toEqual({ problem: 'UNREADABLE' });
  });

  it('answers the question that was asked, and no other', () => {
    expect(askTimeStamp(text).isAnsweredBy(answer)).toBe(false);
    expect(askTimeStamp(text).body.length).toBeGreaterThan(60);
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { readTimeStamp } from './token.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';

/** A question to a time-stamping authority, and what only its answer has. */
export interface TimeStampQuestion {
  /** The body of the request (RFC 3161 TimeStampReq), `application/timestamp-query`. */
  readonly body: Buffer;
  /** Whether an answer is a stamp of the same bytes, for this question. Its signature is not verified. */
  readonly isAnsweredBy: (response: Uint8Array) => boolean;
}

/** Asks for a stamp of some bytes, by their SHA-256 alone, with the authority’s certificate in the answer. */
export function askTimeStamp(data: Uint8Array): TimeStampQuestion {
  const hash = createHash('sha256').update(data).digest();
  // A whole number in DER, whose first byte has to say that it is greater than zero.
  const nonce = Buffer.concat([Uint8Array.of(0x40), randomBytes(15)]);
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(hash),
    }),
    nonce: Uint8Array.from(nonce).buffer,
    certReq: true,
  });
  return {
    body: Buffer.from(AsnConvert.serialize(request)),
    isAnsweredBy(response) {
      const info = readTimeStamp(response)?.info;
      if (!info?.nonce) return false;
      return Buffer.from(info.nonce).equals(nonce) && isImprintOf(info, hash);
    },
  };
}

/** Whether a stamp is over a SHA-256. */
export function isImprintOf(
  { messageImprint: { hashAlgorithm, hashedMessage } }: Pick<TimeStampReq, 'messageImprint'>,
  hash: Uint8Array,
): boolean {
  return hashAlgorithm.algorithm === SHA256 && Buffer.from(hashedMessage.buffer).equals(hash);
}

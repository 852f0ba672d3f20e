import { X509Certificate, createHash, verify } from 'node:crypto';
import type { SignedData, SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  ObjectIdentifier,
  OctetString as OctetStringValue,
  Sequence,
  Set as SetValue,
  fromBER,
} from 'asn1js';
import { isImprintOf } from './request.js';
import { readTimeStamp, type ReadTimeStamp } from './token.js';

/** Why a stamp is not taken. */
export type TimeStampProblem =
  /** Not an answer of a time-stamping authority, or in a form that is not read here. */
  | 'UNREADABLE'
  /** It is over something else, or its signature does not hold. */
  | 'INVALID'
  /** The certificate that signed it does not lead to an authority that was given, or was not valid then. */
  | 'UNTRUSTED';

/** A stamp that was verified, or why it is not taken. */
export type VerifiedTimeStamp =
  | { readonly problem: null; readonly time: Date; readonly authority: string }
  | { readonly problem: TimeStampProblem };

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const OID = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** The longest way from the certificate of a stamp to an authority that was given. */
const LONGEST_CHAIN = 5;

/**
 * Verifies an authority's answer (RFC 3161) offline: that it is over `data`, by whom, and when. Whether a certificate was
 * revoked is not known offline.
 *
 * @param authorities the certificates that are trusted; they come from the auditor
 */
export function verifyTimeStamp(
  response: Uint8Array,
  data: Uint8Array,
  authorities: readonly X509Certificate[],
): VerifiedTimeStamp {
  const read = readTimeStamp(response);
  if (read === null) return { problem: 'UNREADABLE' };
  try {
    return judge(read, data, authorities);
  } catch {
    // Within it stands something that is not what it should be, such as a certificate.
    return { problem: 'UNREADABLE' };
  }
}

function judge(
  { signed, content, info }: ReadTimeStamp,
  data: Uint8Array,
  authorities: readonly X509Certificate[],
): VerifiedTimeStamp {
  const [signer, another] = signed.signerInfos;
  const hash = HASHES[signer?.digestAlgorithm.algorithm ?? ''];
  if (!signer || another || hash === undefined) return { problem: 'UNREADABLE' };
  if (!isImprintOf(info, createHash('sha256').update(data).digest())) return { problem: 'INVALID' };
  if (!attributesHold(signer, signed, content, hash)) return { problem: 'INVALID' };
  const certificates = certificatesIn(signed);
  const by = [...certificates, ...authorities].find((certificate) => isNamedBy(signer, certificate));
  if (!by) return { problem: 'UNTRUSTED' };
  if (!signatureHolds(signer, hash, by)) return { problem: 'INVALID' };
  const time = info.genTime;
  const timeStamps = by.keyUsage?.length === 1 && by.keyUsage[0] === TIME_STAMPING;
  if (!timeStamps || !leadsTo(authorities, by, certificates, time)) return { problem: 'UNTRUSTED' };
  return { problem: null, time, authority: by.subject.replaceAll('\n', ', ') };
}

/** The attributes that are signed say what they are over; without them anything could be taken for a stamp. */
function attributesHold(signer: SignerInfo, signed: SignedData, content: Buffer, hash: string): boolean {
  const type = valueOf(signer, OID.contentType);
  const expected = Buffer.from(AsnConvert.serialize(new OctetString(digest(hash, content))));
  const typeOfContent = type && identifierIn(fromBER(type).result);
  return (
    typeOfContent === signed.encapContentInfo.eContentType &&
    (valueOf(signer, OID.messageDigest)?.equals(expected) ?? false)
  );
}

/** Whether a stamp names a certificate as its own, by its hash: another one of the same key does not do. */
function isNamedBy(signer: SignerInfo, { raw }: X509Certificate): boolean {
  const second = valueOf(signer, OID.signingCertificateV2);
  const value = second ?? valueOf(signer, OID.signingCertificate);
  const first = value && child(child(fromBER(value).result, 0), 0);
  if (!first) return false;
  const [head, next] = [child(first, 0), child(first, 1)];
  const named = head instanceof Sequence ? next : head;
  if (!(named instanceof OctetStringValue)) return false;
  const algorithm = head instanceof Sequence ? HASHES[identifierIn(child(head, 0)) ?? ''] : undefined;
  const byDefault = second ? 'sha256' : 'sha1';
  const hash = head instanceof Sequence ? algorithm : byDefault;
  return hash !== undefined && digest(hash, raw).equals(Buffer.from(named.valueBlock.valueHexView));
}

function identifierIn(value: unknown): string | null {
  return value instanceof ObjectIdentifier ? value.getValue() : null;
}

function child(of: unknown, index: number) {
  return of instanceof Sequence ? of.valueBlock.value[index] : undefined;
}

function signatureHolds(signer: SignerInfo, hash: string, { publicKey }: X509Certificate): boolean {
  // What is signed is the set itself, in DER; in the stamp it stands under a tag of its own.
  const parts = (signer.signedAttrs ?? []).map((one) => fromBER(AsnConvert.serialize(one)).result);
  const attributes = Buffer.from(new SetValue({ value: parts }).toBER());
  const algorithm = publicKey.asymmetricKeyType?.startsWith('ed') ? null : hash;
  try {
    return verify(algorithm, attributes, publicKey, Buffer.from(signer.signature.buffer));
  } catch {
    return false;
  }
}

/** Whether a certificate leads to an authority that is trusted, by certificates that were all valid at a time. */
function leadsTo(
  authorities: readonly X509Certificate[],
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  time: Date,
  length = 0,
): boolean {
  const valid = time >= new Date(certificate.validFrom) && time <= new Date(certificate.validTo);
  if (!valid || length > LONGEST_CHAIN) return false;
  if (authorities.some(({ raw }) => raw.equals(certificate.raw))) return true;
  return [...authorities, ...others].some(
    (issuer) =>
      issuer.ca &&
      !issuer.raw.equals(certificate.raw) &&
      certificate.checkIssued(issuer) &&
      certificate.verify(issuer.publicKey) &&
      leadsTo(authorities, issuer, others, time, length + 1),
  );
}

function certificatesIn({ certificates }: SignedData): readonly X509Certificate[] {
  return (certificates ?? []).flatMap(({ certificate }) =>
    certificate ? [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))] : [],
  );
}

function valueOf({ signedAttrs }: SignerInfo, oid: string): Buffer | null {
  const [value, another] = signedAttrs?.find(({ attrType }) => attrType === oid)?.attrValues ?? [];
  return value && !another ? Buffer.from(value) : null;
}

function digest(hash: string, bytes: Uint8Array): Buffer {
  return createHash(hash).update(bytes).digest();
}

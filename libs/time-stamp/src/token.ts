import { ContentInfo, SignedData, id_signedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PKIStatus, TSTInfo, TimeStampResp, id_ct_tstInfo } from '@peculiar/asn1-tsp';

/** What a time-stamping authority answered (RFC 3161), read and not verified. */
export interface ReadTimeStamp {
  readonly signed: SignedData;
  /** The bytes of `info`, which the signature is over. */
  readonly content: Buffer;
  readonly info: TSTInfo;
}

/** Reads an answer (TimeStampResp); null where it is none, or the authority gave no stamp. */
export function readTimeStamp(response: Uint8Array): ReadTimeStamp | null {
  try {
    const { status, timeStampToken } = AsnConvert.parse(response, TimeStampResp);
    if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) return null;
    // Written again and read again, so that it does not matter which version of the package knows the token.
    const token = timeStampToken && AsnConvert.parse(AsnConvert.serialize(timeStampToken), ContentInfo);
    if (token?.contentType !== id_signedData) return null;
    const signed = AsnConvert.parse(token.content, SignedData);
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== id_ct_tstInfo || !eContent?.single) return null;
    const content = Buffer.from(eContent.single.buffer);
    return { signed, content, info: AsnConvert.parse(content, TSTInfo) };
  } catch {
    return null;
  }
}

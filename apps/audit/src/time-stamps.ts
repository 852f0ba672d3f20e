import { X509Certificate } from 'node:crypto';
import { checkpointIn, readNote } from '@entente/proof';
import { verifyTimeStamp } from '@entente/time-stamp';
import { finding, type Finding } from './findings.js';
import { LARGEST, type Folder } from './folder.js';

/** What the time stamps in a bundle come to. */
export interface CheckedTimeStamps {
  readonly findings: readonly Finding[];
  /** Of each good one how many events it bounds, and when they were there at the latest. */
  readonly stamps: readonly string[];
}

/** The certificates of a PEM file; null where it holds something else, or none. */
export function readCertificates(pem: string): readonly X509Certificate[] | null {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length === 0 ? null : blocks.map((block) => new X509Certificate(block));
  } catch {
    return null;
  }
}

/** Verifies the stamps (RFC 3161) of a bundle's checkpoints with the authorities that the auditor trusts. */
export function checkTimeStamps(
  folder: Folder,
  authorities: readonly X509Certificate[] | null,
): CheckedTimeStamps {
  if (authorities === null) return { findings: [], stamps: [] };
  const findings: Finding[] = [];
  const stamps: string[] = [];
  for (const file of folder.list('tsa')) {
    const name = `tsa/${file}`;
    const note = folder.read(`checkpoints/${file.replace(/\.tsr$/, '')}`, LARGEST.note)?.toString('utf8');
    const response = folder.read(name, LARGEST.note);
    const [text, size] = [readNote(note ?? '')?.text, checkpointIn(note ?? '')?.size];
    const verified =
      response && text !== undefined ? verifyTimeStamp(response, Buffer.from(text), authorities) : null;
    switch (verified?.problem) {
      case null:
        stamps.push(`${size} events by ${verified.time.toISOString()} (${verified.authority})`);
        break;
      case 'INVALID':
        findings.push(finding('TIME_STAMP_INVALID', name));
        break;
      case 'UNTRUSTED':
        findings.push(finding('TIME_STAMP_UNTRUSTED', name));
        break;
      case 'UNREADABLE':
      case undefined:
        findings.push(finding('UNREADABLE', name));
        break;
      default:
        return verified satisfies never;
    }
  }
  if (stamps.length === 0 && findings.length === 0) findings.push(finding('NOT_TIME_STAMPED', 'tsa'));
  return { findings, stamps };
}

import { isUtf8 } from 'node:buffer';
import type { SOURCE_FILES } from '@entente/domain';

/** The type of a file that a source may have. */
export type FileType = keyof (typeof SOURCE_FILES)['types'];

const BEGINNINGS: readonly (readonly [string, FileType])[] = [
  ['%PDF-', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['II*\0', 'image/tiff'],
  ['MM\0*', 'image/tiff'],
];

/** What a file is by its content, whatever anybody calls it; null for what no source may have. */
export function typeOfFile(bytes: Buffer): FileType | null {
  const beginning = bytes.subarray(0, 16).toString('latin1');
  const known = BEGINNINGS.find(([begins]) => beginning.startsWith(begins));
  if (known) return known[1];
  if (beginning.startsWith('RIFF') && beginning.slice(8, 12) === 'WEBP') return 'image/webp';
  if (beginning.startsWith('PK\x03\x04')) return officeTypeOf(bytes);
  return isText(bytes) ? 'text/plain; charset=utf-8' : null;
}

/** The part that each kind of document has. */
const PARTS: readonly (readonly [string, FileType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
];

/** An archive that names the parts of a document or a workbook; one with macros names more than that. */
function officeTypeOf(bytes: Buffer): FileType | null {
  if (!bytes.includes('[Content_Types].xml') || bytes.includes('vbaProject.bin')) return null;
  return PARTS.find(([part]) => bytes.includes(part))?.[1] ?? null;
}

/** So much of the beginning of a text is looked at for what no text has. */
const LOOKED_AT = 65_536;

/** UTF-8 that does not begin with what no text has: controls other than tabs and ends of lines and pages. */
function isText(bytes: Buffer): boolean {
  const beginning = bytes.subarray(0, LOOKED_AT).toString('latin1');
  // Whether all of it is UTF-8 is told without making a text of it. A byte that is a control is one in UTF-8 too.
  // oxlint-disable-next-line no-control-regex
  return bytes.length > 0 && !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(beginning) && isUtf8(bytes);
}

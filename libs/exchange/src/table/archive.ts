const END = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const ENTRY = 0x02_01_4b_50;

/**
 * As many bytes as the files of an archive unpack to, by its directory (APPNOTE.TXT of PKWARE, 4.3.12 and 4.3.16).
 * @throws for an archive without a directory
 */
export function unpackedBytes(archive: Buffer): number {
  const end = archive.lastIndexOf(END);
  if (end < 0 || end + 22 > archive.length) throw new Error('the archive is cut off');
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  let sum = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== ENTRY)
      throw new Error('the directory of the archive is damaged');
    sum += archive.readUInt32LE(at + 24);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return sum;
}

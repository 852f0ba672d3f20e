/** What a source’s file may be. */
export const SOURCE_FILES = {
  /** Bytes at most. */
  bytes: 20 * 1_048_576,
  /** The types, each with the ending that its names get. */
  types: {
    'application/pdf': 'pdf',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
    'text/plain; charset=utf-8': 'txt',
    'image/png': 'png',
    'image/jpeg': 'jpg',
    'image/gif': 'gif',
    'image/webp': 'webp',
    'image/tiff': 'tif',
  },
} as const;

/** What a file that is imported may be; `docs/performance.md` has what these were measured with. */
export const IMPORT_FILES = {
  /** Bytes at most. */
  bytes: 40 * 1_048_576,
  /** Rows at most. */
  rows: 100_000,
  /** Rows at most of a workbook or of one JSON list, which are read whole. */
  rowsReadWhole: 50_000,
} as const;

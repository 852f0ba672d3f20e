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

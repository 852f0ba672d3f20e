/** A file to import. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Buffer;
}

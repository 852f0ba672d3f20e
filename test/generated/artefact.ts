/** A file that is made from the code, committed, and checked for drift. */
export interface Artefact {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
  /** What is stored is for ever: a file that is there is never written again, and one that differs is a fault. */
  readonly forEver?: true;
}

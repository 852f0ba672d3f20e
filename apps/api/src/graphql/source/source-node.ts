/** A source, by its id: neither of the two dates changes what it is. */
export interface SourceNode {
  readonly key: string;
}

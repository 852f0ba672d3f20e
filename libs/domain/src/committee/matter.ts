/** The kinds of what a committee decides on, and of what a person may have an interest in. */
export const MATTERS = ['project', 'resolution', 'organization', 'agreement'] as const;

/** Something that is decided on: its kind and its id. */
export interface Matter {
  readonly matterKind: (typeof MATTERS)[number];
  readonly matterId: string;
}

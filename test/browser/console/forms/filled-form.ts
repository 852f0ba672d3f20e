/** A form of a command, and what goes into its fields, by their paths. */
export interface FilledForm {
  readonly command: string;
  readonly fields: { readonly [path: string]: string };
  /** The command whose last event takes the place of {@link EVENT}, {@link STREAM} and {@link SUBJECT}. */
  readonly of?: string;
  /** It is begun from that event. */
  readonly how?: 'rectify' | 'annul' | 'dispute';
  /** A rule is set aside, for this reason. */
  readonly setAside?: string;
}

/** In place of the id of an event. */
export const EVENT = '(event)';
/** In place of the name of a stream. */
export const STREAM = '(stream)';
/** In place of the id of what an event is about. */
export const SUBJECT = '(subject)';

/** The hash of some document. */
export const SHA256 = 'ab'.repeat(32);

/** A form that stands by itself. */
export function form(command: string, fields: FilledForm['fields']): FilledForm {
  return { command, fields };
}

/** A form that names what another one recorded. */
export function formOf(of: string, command: string, fields: FilledForm['fields']): FilledForm {
  return { command, fields, of };
}

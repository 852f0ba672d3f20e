/** Where the name of a person is sealed: in the registration, and in what corrects it. */
export const NAMES_OF_PERSONS: readonly string[] = ['/data/displayName', '/data/set/data/displayName'];

/** True for where the name of a person is sealed. */
export function isNameOfPerson(pointer: string): boolean {
  return NAMES_OF_PERSONS.includes(pointer);
}

import { RECTIFIED, STORED_FACTS } from '@entente/domain';
import { COMMON_CONFIDENTIAL, createCatalogue, type StoredEventType } from './catalogue.js';
import { storedTypeOf } from './stored-form.js';

const DECLARED = STORED_FACTS.map(storedTypeOf);

/** What a rectification may put in the place of what is sealed, of whatever type, is sealed in it under the same pointer. */
const IN_A_RECTIFICATION = [
  ...new Set([
    ...COMMON_CONFIDENTIAL.filter((pointer) => /^\/(occurred|effective)\//.test(pointer)),
    ...DECLARED.flatMap(({ confidential }) => confidential),
  ]),
].map((pointer) => `/data/set${pointer}`);

function withSealedSets(of: StoredEventType): StoredEventType {
  return of.type === RECTIFIED ? { ...of, confidential: [...of.confidential, ...IN_A_RECTIFICATION] } : of;
}

/**
 * Every event type that this ledger has ever stored, with each version of its clear data, as the facts declare them. What
 * is stored is for ever: the schemas in `schemas/` are generated from here, committed, and only ever added to.
 */
export const STORED_EVENTS = createCatalogue(DECLARED.map(withSealedSets));

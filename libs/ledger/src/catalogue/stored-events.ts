import { FACTS } from '@entente/domain';
import { createCatalogue } from './catalogue.js';
import { storedTypeOf } from './stored-form.js';

/**
 * Every event type that this ledger has ever stored, with each version of its clear data, as the facts declare them. What
 * is stored is for ever: the schemas in `schemas/` are generated from here, committed, and only ever added to.
 */
export const STORED_EVENTS = createCatalogue(FACTS.map(storedTypeOf));

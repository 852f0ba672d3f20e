import type { AccessContext } from '../../guard.js';
import type { Loaders } from './loaders.js';

/** What the resolvers of one operation share. */
export interface ApiContext extends AccessContext {
  readonly loaders: Loaders;
}

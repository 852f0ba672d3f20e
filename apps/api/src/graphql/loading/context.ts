import type { AccessContext } from '../../guard.js';
import type { Budget } from '../limits/budget.js';
import type { Loaders } from './loaders.js';

/** What the resolvers of one operation share. */
export interface ApiContext extends AccessContext {
  readonly loaders: Loaders;
  /** The values that the answer may still hold. */
  readonly budget: Budget;
}

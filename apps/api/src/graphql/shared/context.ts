import type { AccessContext } from '@entente/access';
import type { Loaders } from './loaders.js';

/** What the resolvers of one operation share. */
export interface ApiContext extends AccessContext {
  readonly loaders: Loaders;
}

/** Injection tokens of what the composition gives to the API. */
export const READ_MODEL = Symbol('READ_MODEL');
export const VAULT = Symbol('VAULT');
export const STORE = Symbol('STORE');
export const CLOCK = Symbol('CLOCK');
export const THRESHOLDS = Symbol('THRESHOLDS');

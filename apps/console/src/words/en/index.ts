import { agreement } from './agreement.js';
import { agreements } from './agreements.js';
import { frame } from './frame.js';
import { session } from './session.js';
import { terms } from './terms.js';

/** The English words, a file for each part of the console. */
export const en = { frame, session, terms, agreements, agreement };

import { agreement } from './agreement.js';
import { agreements } from './agreements.js';
import { frame } from './frame.js';
import { session } from './session.js';
import { terms } from './terms.js';

/** The French words, a file for each part of the console. Their keys are the type of the English ones. */
export const fr = { frame, session, terms, agreements, agreement };

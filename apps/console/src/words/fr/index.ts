import { agreement } from './agreement.js';
import { agreements } from './agreements.js';
import { meetings } from './meetings.js';
import { desk } from './desk.js';
import { events } from './events.js';
import { frame } from './frame.js';
import { people } from './people.js';
import { session } from './session.js';
import { showing } from './showing.js';
import { sources } from './sources.js';
import { terms } from './terms.js';

/** The French words, a file for each part of the console. Their keys are the type of the English ones. */
export const fr = {
  frame,
  session,
  terms,
  agreements,
  agreement,
  showing,
  desk,
  events,
  meetings,
  sources,
  people,
};

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

/** The English words, a file for each part of the console. */
export const en = {
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

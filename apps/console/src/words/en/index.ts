import { agreement } from './agreement.js';
import { agreements } from './agreements.js';
import { board } from './board.js';
import { calendar } from './calendar.js';
import { meetings } from './meetings.js';
import { organizations } from './organizations.js';
import { settings } from './settings.js';
import { desk } from './desk.js';
import { events } from './events.js';
import { frame } from './frame.js';
import { people } from './people.js';
import { session } from './session.js';
import { showing } from './showing.js';
import { sources } from './sources.js';
import { terms } from './terms.js';
import { verify } from './verify.js';

/** The English words, a file for each part of the console. */
export const en = {
  frame,
  session,
  terms,
  agreements,
  agreement,
  showing,
  board,
  calendar,
  desk,
  events,
  meetings,
  organizations,
  settings,
  sources,
  people,
  verify,
};

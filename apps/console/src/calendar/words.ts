import { calendar as en } from '../words/en/calendar.js';
import { calendar as fr } from '../words/fr/calendar.js';
import { addWords } from '../words/index.js';

addWords('calendar', { fr, en });

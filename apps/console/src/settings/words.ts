import { settings as en } from '../words/en/settings.js';
import { settings as fr } from '../words/fr/settings.js';
import { addWords } from '../words/index.js';

addWords('settings', { fr, en });

import { importing as en } from '../words/en/importing.js';
import { importing as fr } from '../words/fr/importing.js';
import { addWords } from '../words/index.js';

addWords('importing', { fr, en });

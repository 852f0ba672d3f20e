import { statistics as en } from '../words/en/statistics.js';
import { statistics as fr } from '../words/fr/statistics.js';
import { addWords } from '../words/index.js';

addWords('statistics', { fr, en });

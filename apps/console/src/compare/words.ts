import { compare as en } from '../words/en/compare.js';
import { compare as fr } from '../words/fr/compare.js';
import { addWords } from '../words/index.js';

addWords('compare', { fr, en });

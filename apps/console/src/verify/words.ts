import { verify as en } from '../words/en/verify.js';
import { verify as fr } from '../words/fr/verify.js';
import { addWords } from '../words/index.js';

addWords('verify', { fr, en });

import { finding as en } from '../words/en/finding.js';
import { finding as fr } from '../words/fr/finding.js';
import { addWords } from '../words/index.js';

addWords('finding', { fr, en });

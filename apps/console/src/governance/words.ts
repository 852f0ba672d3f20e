import { governance as en } from '../words/en/governance.js';
import { governance as fr } from '../words/fr/governance.js';
import { addWords } from '../words/index.js';

addWords('governance', { fr, en });

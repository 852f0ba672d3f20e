import { organizations as en } from '../words/en/organizations.js';
import { organizations as fr } from '../words/fr/organizations.js';
import { addWords } from '../words/index.js';

addWords('organizations', { fr, en });

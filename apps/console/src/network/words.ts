import { network as en } from '../words/en/network.js';
import { network as fr } from '../words/fr/network.js';
import { addWords } from '../words/index.js';

addWords('network', { fr, en });

import { recording as en } from '../words/en/recording.js';
import { recording as fr } from '../words/fr/recording.js';
import { addWords } from '../words/index.js';

addWords('recording', { fr, en });

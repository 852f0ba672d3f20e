import { board as en } from '../words/en/board.js';
import { board as fr } from '../words/fr/board.js';
import { addWords } from '../words/index.js';

addWords('board', { fr, en });

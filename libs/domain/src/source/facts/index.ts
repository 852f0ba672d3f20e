import { depositSource } from './source-deposited.js';
import { depositSourceText } from './source-text-deposited.js';

/** The facts of a source's stream. */
export const SOURCE_FACTS = [depositSource, depositSourceText] as const;

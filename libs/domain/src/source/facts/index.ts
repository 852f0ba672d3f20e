import { depositSource } from './source-deposited.js';

/** The facts of a source's stream. */
export const SOURCE_FACTS = [depositSource] as const;

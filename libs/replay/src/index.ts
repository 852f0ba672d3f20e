export { compareStream, type Difference, type StoredRow } from './compare.js';
export type { Json, LoggedEvent } from './facts.js';
export { kindOf, loggedEvent, replayStream } from './replay.js';
export { REPLAYED_TABLES, type Replayed, type Statement, type TableName } from './statement.js';

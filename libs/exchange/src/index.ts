export { createImporter, type Importer } from './importer.js';
export { openKeptImports, type KeptImports } from './kept/kept.js';
export { UnreadableFileError, type Fault } from './phrases.js';
export { publicationQuestionId, type ImportFile, type ImportPlan } from './plan/plan.js';
export type { Question } from './plan/questions.js';
export { ProfileError, type Profile } from './profile/profile.js';
export { READY_NAMES } from './profile/ready.js';
export type { Recorded } from './record/record.js';

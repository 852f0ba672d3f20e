export { createImporter, type Importer } from './importer.js';
export { openKeptImports, type KeptImports } from './kept/kept.js';
export { UnreadableFileError, type Fault } from './phrases.js';
export { waysOut } from './plan/choices.js';
export type { ImportFile } from './plan/file.js';
export type { ImportPlan } from './plan/plan.js';
export { PlanStoppedError, type Watched } from './plan/rehearsed-rows.js';
export type { Question } from './plan/questions.js';
export { publicationQuestionId } from './plan/settings.js';
export { ProfileError, readProfile, type Profile } from './profile/profile.js';
export { READY_NAMES } from './profile/ready.js';
export {
  createImports,
  ImportBusyError,
  ImportNotFoundError,
  ImportNotPlannedError,
  type ImportingCaller,
  type Imports,
} from './runs/imports.js';
export { openKeptRuns } from './runs/kept-runs.js';
export { refusedCsv } from './runs/refused-csv.js';
export type { Recorded } from './record/record.js';
export { readAgreements, type AgreementRecord } from './out/agreement-record.js';
export type { Columns } from './out/cell.js';
export { loggedEvents } from './out/event-pages.js';
export { agreementIdsOf } from './out/listed.js';
export { recordPackageSchema, releasePackageSchema } from './out/packages/schema.js';
export {
  PACKAGE_FORMS,
  writePackage,
  type ListedPage,
  type PackageKind,
} from './out/packages/write-package.js';
export {
  AGREEMENTS_TABLE,
  EVENTS_TABLE,
  PARTIES_TABLE,
  partiesIn,
  type ExportedEvent,
  type PartyOfAgreement,
} from './out/tables.js';
export { WorkbookTooLargeError } from './out/workbook.js';
export { TABLE_FORMS, writeTable, type TableForm } from './out/write-table.js';
export { FolderOfOthersError } from './publish/folder.js';
export { publishRegister, rehearsePublishing, type Published } from './publish/publish.js';
export { importLog, type ImportedLog } from './logged/import-log.js';
export { NotALogError } from './logged/read-log.js';

import {
  changeDays,
  contentOn,
  expiringEndOf,
  foldLetters,
  governingTermOn,
  statusOn,
  type AgreementLine,
  type AgreementStatus,
  type Day,
  type StatusOn,
  type Term,
  type Text,
} from '@entente/domain';
import type { RecordedEvent } from '@entente/ledger';
import { segments } from '../schema/segments.js';
import type { NewRow } from '../schema/table.js';
import type { AGREEMENT_COUNTED, SECTOR } from './table.js';

/** In force, if only for a time not: an agreement that is merely signed has no term yet that could be unknown. */
const IN_FORCE: readonly AgreementStatus[] = ['IN_FORCE', 'SUSPENDED'];

/** The status line as it is counted, cut at each day on which what is counted may change. */
export function countedRows(
  agreementId: string,
  line: AgreementLine,
): readonly NewRow<typeof AGREEMENT_COUNTED>[] {
  if (!line.registration) return [];
  const { kind } = line.registration.data;
  const signing = signingOf(line);
  return segments([...changeDays(line), ...amendmentDays(line)], (day) => {
    const on = statusOn(line, day);
    const governing = governingTermOn(line.terms, day);
    const end = governing && expiringEndOf(governing);
    const sectors = sectorsIn(contentOn(line, day)?.sectors ?? []);
    return {
      agreement_id: agreementId,
      status: on.status,
      certainty: on.certainty,
      in_force: on.inForce,
      ends_on: end?.latest ?? end?.point ?? 'infinity',
      kind,
      without_term: IN_FORCE.includes(on.status) && isWithoutTerm(governing),
      signed: signing.from !== null && signing.from <= day,
      signature_year: signing.year,
      sector_keys: [...sectors.keys()],
      sectors: [...sectors.values()],
    };
  });
}

/** The sectors that an agreement names, now or once: each as it wrote it first. */
export function sectorRows(
  agreementId: string,
  line: AgreementLine,
  history: readonly RecordedEvent[],
): readonly NewRow<typeof SECTOR>[] {
  const sectors = sectorsIn(line.contents.flatMap(({ content }) => content.sectors ?? []));
  const registeredAt = history[0]?.position.commit ?? 0n;
  return [...sectors].map(([key, label]) => ({
    agreement_id: agreementId,
    key,
    label,
    registered_at: registeredAt,
  }));
}

/** The days from which an agreement says something else of itself. */
export function amendmentDays({ contents }: AgreementLine): readonly Day[] {
  return contents.flatMap(({ from }) => (from === null ? [] : [from]));
}

/** Sectors by what they are compared by; of several that are the same, the first one. */
function sectorsIn(texts: readonly Text[]): ReadonlyMap<string, string> {
  const sectors = new Map<string, string>();
  for (const { text } of texts) {
    const key = foldLetters(text);
    if (!sectors.has(key)) sectors.set(key, text);
  }
  return sectors;
}

/** Whether neither an end nor a duration is known by which it would end, and nothing says that there is none. */
function isWithoutTerm(term: Term | null): boolean {
  return term === null || (!term.endsOn && !term.tacit && !term.openEnded);
}

/** From which day it had been signed or in force, and the year that stands for it in counts. */
function signingOf({ steps }: AgreementLine): { readonly from: Day | null; readonly year: number | null } {
  const first = (status: StatusOn['status']) => steps.find((step) => step.status === status)?.point ?? null;
  const [signed, inForce] = [first('SIGNED'), first('IN_FORCE')];
  const [from = null] = [signed, inForce].filter((day) => day !== null).toSorted();
  const year = signed ?? inForce;
  return { from, year: year === null ? null : Number.parseInt(year, 10) };
}

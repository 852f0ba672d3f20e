import { pickText, textIn, type Day, type Language, type Text } from '@entente/domain';
import { agreementsByIds, committeesByIds, contentsOf, namesOf, type ReadModel } from '@entente/read-model';
import type { Item } from '../items.js';

/** What things are called in a language, when a mail is written. */
export interface Titles {
  readonly agreement: (id: string) => string;
  readonly committee: (id: string) => string;
  readonly organization: (id: string) => string;
}

/** Looks up what is named in some items. */
export async function titlesOf(
  readModel: Pick<ReadModel, 'ask' | 'projected'>,
  items: readonly Item[],
  { language, today }: { readonly language: Language; readonly today: Day },
): Promise<Titles> {
  const { position } = await readModel.projected();
  const asOf = { validOn: today, position };
  const reminders = items.filter((item) => item.of === 'DAY');
  const agreementIds = idsIn(items.map(({ agreementId }) => agreementId));
  const committeeIds = idsIn(reminders.map(({ committeeId }) => committeeId));
  const organizationIds = idsIn(reminders.map(({ organizationId }) => organizationId));
  const [agreements, contents, committees, names] = await readModel.ask((db) =>
    Promise.all([
      agreementsByIds(db, agreementIds, asOf),
      contentsOf(db, agreementIds, asOf),
      committeesByIds(db, committeeIds, asOf),
      namesOf(db, organizationIds, asOf),
    ]),
  );
  const titles = new Map<string, readonly Text[]>([
    ...agreements.map(({ agreement_id: id, registration }) => [id, registration.title] as const),
    ...contents.map(({ agreement_id: id, content }) => [id, content.title] as const),
  ]);
  const committeeTitles = new Map(
    committees.map(({ committee_id: id, details }) => [id, details.title ?? []] as const),
  );
  const official = Map.groupBy(
    names.filter(({ use }) => use === 'OFFICIAL'),
    ({ organization_id: id }) => id,
  );
  return {
    agreement: (id) => textIn(titles.get(id) ?? [], language) ?? id,
    committee: (id) => textIn(committeeTitles.get(id) ?? [], language) ?? id,
    organization: (id) => pickText(official.get(id) ?? [], language)?.text ?? id,
  };
}

function idsIn(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids.filter((id) => id !== null))];
}

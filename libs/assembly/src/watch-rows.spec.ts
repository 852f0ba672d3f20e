import { LEDGER_READ_MODEL } from '@entente/read-model';
import { TABLES_REPLAYED } from './watch-rows.js';

/** Tables that are compared with the projections' own code alone, each with why it is not replayed. */
const NOT_REPLAYED: Readonly<Record<string, string>> = {
  organization_found_by: 'how names are compared: what they are is replayed',
  organization_designation: 'which are the same is how words are compared: each stands in its event',
  sector: 'how words are compared: what is said stands in the content of the agreement',
  agreement_recorded: 'where in the log something stands: an auditor has the log',
};

it('every table of the read model is replayed, or is left out with a reason', () => {
  const tables = LEDGER_READ_MODEL.projections.flatMap((projection) =>
    projection.tables.map(({ name }) => name),
  );
  const accounted = [...TABLES_REPLAYED.map(({ table }) => table), ...Object.keys(NOT_REPLAYED)];
  expect(accounted.toSorted()).toEqual([...new Set<string>(tables)].toSorted());
});

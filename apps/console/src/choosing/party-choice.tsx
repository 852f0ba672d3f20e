import { useAsOf } from '../as-of/dates.js';
import { ORGANIZATION_NAME } from '../asking/fragments.js';
import { graphql } from '../asking/graphql.js';
import { useAnswer } from '../asking/use-answer.js';
import { ThingPicker } from './thing-picker.js';

const PARTY = graphql(
  `
    query PartyNamed($id: ID!, $asOf: AsOf) {
      organization(id: $id, asOf: $asOf) {
        ...OrganizationName
      }
    }
  `,
  [ORGANIZATION_NAME],
);

/** An organisation that takes part, by its id: the name that it has at the dates of the page is shown. Empty: none is chosen. */
export function PartyChoice({
  id,
  label,
  party,
  onChoose,
}: {
  /** Of the field. */
  readonly id: string;
  readonly label: string;
  readonly party: string;
  readonly onChoose: (party: string) => void;
}) {
  const { data } = useAnswer(PARTY, { id: party, asOf: useAsOf() }, { enabled: party !== '' });
  return (
    <ThingPicker
      id={id}
      kind="organization"
      label={label}
      value={party}
      name={data?.organization?.name ?? party}
      onChoose={onChoose}
    />
  );
}

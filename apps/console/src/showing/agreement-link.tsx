import { Link } from '@tanstack/react-router';
import type { AGREEMENT_NAME } from '../asking/fragments.js';
import type { FragmentOf } from '../asking/graphql.js';
import { TextIn } from './text-in.js';

/** An agreement by its title, which leads to its page. */
export function AgreementLink({ of }: { readonly of: FragmentOf<typeof AGREEMENT_NAME> }) {
  return (
    <Link to="/agreements/$id" params={{ id: of.agreementId }}>
      {of.titles.length > 0 ? <TextIn texts={of.titles} /> : of.agreementId}
    </Link>
  );
}

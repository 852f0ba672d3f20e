import { adviceOf } from '../rules/advice.js';
import type { Advice, AskedName, DecisionContext, Refusal } from '../rules/decision.js';
import type { Policies } from '../rules/policies.js';
import { similarNames, type SimilarNames } from './names/likeness.js';

/** What the rules on names read of a command. */
interface Naming {
  readonly context: DecisionContext;
  readonly draft: { readonly data: { readonly organizationId: string } };
  readonly policies: Policies;
}

/** The names of other organisations that those of a command are alike to. */
function alike({ context, draft }: Naming, names: readonly AskedName[]): SimilarNames {
  const { organizationId } = draft.data;
  const others = (context.answers.similarNames ?? []).filter(
    (known) => known.organizationId !== organizationId,
  );
  return similarNames(names, others);
}

/** Asks for a reason where another organisation has the same name (POLICY). */
export function sameName(asked: Naming, field: string, names: readonly AskedName[]): Refusal | null {
  const { same } = alike(asked, names);
  if (same.length === 0) return null;
  return asked.policies.check('ORGANIZATION_DUPLICATE_SUSPECTED', field, {
    organizationIds: [...new Set(same.map((known) => known.organizationId))],
    names: [...new Set(same.map((known) => known.text))],
  });
}

/** Warns where the name of another organisation is near. */
export function nearNames(asked: Naming, field: string, names: readonly AskedName[]): readonly Advice[] {
  const { near } = alike(asked, names);
  return near.length === 0
    ? []
    : [
        adviceOf(
          'SIMILAR_NAMES',
          {
            ids: [...new Set(near.map((known) => known.organizationId))],
            names: [...new Set(near.map((known) => known.text))],
          },
          field,
        ),
      ];
}

import { established, granted } from '../../committee/testing/committee-facts.js';
import { proposed as project } from '../../project/testing/project-facts.js';
import { fact, type Fact } from '../../testing/decider-specification.js';

/** What other streams hold in specifications of decisions: a committee of three, a project, and what was seen of persons. */

export const committee = [
  established,
  granted('ada', '2008-01-01'),
  granted('ida', '2008-01-01'),
  granted('eva', '2008-01-01'),
];

/** That a person stepped aside in a matter, or did not. */
export function declared(
  personId: string,
  matterKind: 'project' | 'resolution' | 'organization' | 'agreement',
  matterId: string,
  { recused = true, on = '2010-02-01' } = {},
): Fact {
  return fact('ConflictDeclared', on, { committeeId: 'meuble', personId, matterKind, matterId, recused });
}

/** Other streams as a decision reads them; the committee has these facts besides. */
export function streams(
  more: readonly Fact[] = [],
  persons: { readonly [personId: string]: readonly Fact[] } = {},
): { readonly [stream: string]: readonly Fact[] } {
  return {
    'committee-meuble': [...committee, ...more],
    'project-four': [project],
    ...Object.fromEntries(Object.entries(persons).map(([id, facts]) => [`person-${id}`, facts])),
  };
}

/** That a person was seen in a role at the promoter of the project, or not any more. */
export function seenAt(personId: string, on: string, current: boolean): Fact {
  return fact('RoleObserved', on, { personId, organizationId: 'apf', current });
}

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- personsByIds
select *
  from read_model.person
  where person_id = any($1::text[])
  and read_model.person.known_from <= $2::bigint
  and read_model.person.known_to > $3::bigint;

-- rolesOfPersons
select distinct on (person_id, organization_id) *, coalesce(( select later.observed_earliest <= $1::date
      from read_model.role_observation later
      where later.person_id = role_observation.person_id
      and later.organization_id is not distinct
      from role_observation.organization_id
      and later.observed_day > $2::date
      and later.known_from <= $3::bigint
      and later.known_to > $4::bigint
      order by later.observed_day, later.known_from
      limit 1), false) as may_have_ended
  from read_model.role_observation
  where read_model.role_observation.known_from <= $5::bigint
  and read_model.role_observation.known_to > $6::bigint
  and observed_day <= $7
  and person_id = any($8::text[])
  order by person_id, organization_id, observed_day desc, known_from desc;

-- rolesInOrganizations
select distinct on (person_id, organization_id) *, coalesce(( select later.observed_earliest <= $1::date
      from read_model.role_observation later
      where later.person_id = role_observation.person_id
      and later.organization_id is not distinct
      from role_observation.organization_id
      and later.observed_day > $2::date
      and later.known_from <= $3::bigint
      and later.known_to > $4::bigint
      order by later.observed_day, later.known_from
      limit 1), false) as may_have_ended
  from read_model.role_observation
  where read_model.role_observation.known_from <= $5::bigint
  and read_model.role_observation.known_to > $6::bigint
  and observed_day <= $7
  and organization_id = any($8::text[])
  order by person_id, organization_id, observed_day desc, known_from desc;

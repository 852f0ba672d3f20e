-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- searchAgreements
select found.id
  from ( select agreement_id as id, case when agreement_id = $1 then $2::int else $3::int end as rank
    from read_model.agreement
    where $4 <> ''
    and starts_with(agreement_id, $5) union all select a.agreement_id, $6::int
    from read_model.agreement a
    where (a.search like $7)
    and a.known_from <= $8::bigint
    and a.known_to > $9::bigint union all select p.agreement_id, $10::int
    from read_model.organization_found_by f
    join read_model.participation p on p.organization_id = f.organization_id
    where (f.search like $11)
    and f.known_from <= $12::bigint
    and f.known_to > $13::bigint
    and p.known_from <= $14::bigint
    and p.known_to > $15::bigint
    and p.valid_from <= $16::date
    and p.valid_to > $17::date
    and p.role = any($18::text[])) found
  where exists (
  select 1
    from read_model.agreement k
    where k.agreement_id = found.id
    and k.known_from <= $19::bigint
    and k.known_to > $20::bigint
    and not k.annulled)
  group by found.id
  order by min(found.rank), found.id
  limit $21;

-- searchOrganizations
select found.id
  from ( select organization_id as id, case when organization_id = $1 then $2::int else $3::int end as rank
    from read_model.organization
    where $4 <> ''
    and starts_with(organization_id, $5) union all select o.organization_id, $6::int
    from read_model.organization o
    where o.known_from <= $7::bigint
    and o.known_to > $8::bigint
    and o.identifier_values @> $9::text[] union all select f.organization_id, $10::int
    from read_model.organization_found_by f
    where (f.search like $11)
    and f.known_from <= $12::bigint
    and f.known_to > $13::bigint
    and not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = f.organization_id
      and l.known_from <= $14::bigint
      and l.known_to > $15::bigint)) found
  where exists (
  select 1
    from read_model.organization k
    where k.organization_id = found.id
    and k.known_from <= $16::bigint
    and k.known_to > $17::bigint
    and not k.annulled)
  group by found.id
  order by min(found.rank), found.id
  limit $18;

-- searchMeetings
select found.id
  from ( select meeting_id as id, case when meeting_id = $1 then $2::int else $3::int end as rank
    from read_model.meeting
    where $4 <> ''
    and starts_with(meeting_id, $5) union all select m.meeting_id, $6::int
    from read_model.meeting m
    where (m.search like $7)
    and m.known_from <= $8::bigint
    and m.known_to > $9::bigint) found
  where exists (
  select 1
    from read_model.meeting k
    where k.meeting_id = found.id
    and k.known_from <= $10::bigint
    and k.known_to > $11::bigint
    and not k.annulled)
  group by found.id
  order by min(found.rank), found.id
  limit $12;

-- searchSources
select found.id
  from ( select source_id as id, case when source_id = $1 then $2::int else $3::int end as rank
    from read_model.source
    where $4 <> ''
    and starts_with(source_id, $5) union all select s.source_id, $6::int
    from read_model.source s
    where (s.search like $7)
    and s.known_from <= $8::bigint
    and s.known_to > $9::bigint) found
  where exists (
  select 1
    from read_model.source k
    where k.source_id = found.id
    and k.known_from <= $10::bigint
    and k.known_to > $11::bigint
    and not k.annulled)
  group by found.id
  order by min(found.rank), found.id
  limit $12;

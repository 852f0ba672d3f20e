-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- changeDaysOf an organization
select day
  from ( select day
    from (
    select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.organization_name t
      where t.organization_id = $1
      and t.known_from <= $2::bigint
      and t.known_to > $3::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.organization_relation t
      where t.organization_id = $4
      and t.known_from <= $5::bigint
      and t.known_to > $6::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.organization_designation t
      where t.organization_id = $7
      and t.known_from <= $8::bigint
      and t.known_to > $9::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.organization_merger t
      where t.organization_id = $10
      and t.known_from <= $11::bigint
      and t.known_to > $12::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.organization_merger t
      where t.predecessor_id = $13
      and t.known_from <= $14::bigint
      and t.known_to > $15::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.participation t
      where t.organization_id = $16
      and t.known_from <= $17::bigint
      and t.known_to > $18::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.intent t
      where t.organization_id = $19
      and t.known_from <= $20::bigint
      and t.known_to > $21::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.agreement_status t
      where t.agreement_id in (
      select o.agreement_id
        from read_model.participation o
        where o.organization_id = $22
        and o.known_from <= $23::bigint
        and o.known_to > $24::bigint)
      and t.known_from <= $25::bigint
      and t.known_to > $26::bigint union all select unnest(array[t.observed_day, (t.observed ->> 'point')::date, (t.observed ->> 'earliest')::date, (t.observed ->> 'latest')::date]) as day
      from read_model.role_observation t
      where t.organization_id = $27
      and t.known_from <= $28::bigint
      and t.known_to > $29::bigint) found
    where isfinite(day)
    group by day
    order by abs(day - $30::date), day
    limit $31 ) nearest
  order by day;

-- changeDaysOf a committee
select day
  from ( select day
    from (
    select unnest(array[t.established_day, t.dissolved_day]) as day
      from read_model.committee t
      where t.committee_id = $1
      and t.known_from <= $2::bigint
      and t.known_to > $3::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.bylaw t
      where t.committee_id = $4
      and t.known_from <= $5::bigint
      and t.known_to > $6::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.conflict t
      where t.committee_id = $7
      and t.known_from <= $8::bigint
      and t.known_to > $9::bigint union all select unnest(array[t.first_day, t.last_day + 1, (t.began ->> 'point')::date, (t.began ->> 'earliest')::date, (t.began ->> 'latest')::date, (t.ended ->> 'point')::date, (t.ended ->> 'earliest')::date, (t.ended ->> 'latest')::date]) as day
      from read_model.mandate t
      where t.committee_id = $10
      and t.known_from <= $11::bigint
      and t.known_to > $12::bigint union all select unnest(array[t.valid_from, t.valid_to]) as day
      from read_model.resolution t
      where t.committee_id = $13
      and t.known_from <= $14::bigint
      and t.known_to > $15::bigint) found
    where isfinite(day)
    group by day
    order by abs(day - $16::date), day
    limit $17 ) nearest
  order by day;

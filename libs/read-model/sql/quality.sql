-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- recordingLagOf
select sum(facts) as facts, sum(rectified) as rectified, sum(facts) filter (where lag > $1::int) as late, min(lag) filter (where facts_by >= 0.5 * all_facts) as median, min(lag) filter (where facts_by >= 0.95 * all_facts) as p95, max(lag) as most, array[coalesce(sum(facts) filter (where lag >= $2::int
      and ($3::int is null or lag <= $4::int)), 0), coalesce(sum(facts) filter (where lag >= $5::int
      and ($6::int is null or lag <= $7::int)), 0), coalesce(sum(facts) filter (where lag >= $8::int
      and ($9::int is null or lag <= $10::int)), 0), coalesce(sum(facts) filter (where lag >= $11::int
      and ($12::int is null or lag <= $13::int)), 0), coalesce(sum(facts) filter (where lag >= $14::int
      and ($15::int is null or lag <= $16::int)), 0), coalesce(sum(facts) filter (where lag >= $17::int
      and ($18::int is null or lag <= $19::int)), 0)]::int[] as within
  from ( select counted.*, sum(facts) over (order by lag) as facts_by, sum(facts) over () as all_facts
    from ( select lag, count(*) as facts, count(*) filter (where rectified) as rectified
      from ( select f.rectified, greatest( 0, (to_timestamp(f.recorded_ms::float8 / 1000) at time zone $20::text)::date - f.happened_by ) as lag
        from read_model.fact f
        where f.known_from <= $21::bigint
        and f.known_to > $22::bigint ) lags
      group by lag ) counted ) running;

-- factsBy
select basis as key, count(*)
  from read_model.fact f
  where f.known_from <= $1::bigint
  and f.known_to > $2::bigint
  group by 1
  order by count(*) desc, 1;

-- countAnnulled
select count(*)
  from read_model.corrected_event c
  join read_model.event e on e.id = c.event_id
  where c.standing = 'ANNULLED'
  and c.known_from <= $1::bigint
  and c.known_to > $2::bigint
  and e.type = any($3::text[]);

-- countPassedOver
select count(*)
  from read_model.passed_over o
  where o.known_from <= $1::bigint
  and o.known_to > $2::bigint;

-- countWithoutTerm
select count(*)
  from read_model.agreement_counted s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and s.without_term;

-- countWithoutText
select count(*)
  from read_model.agreement_counted s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and not exists ( select 1
    from read_model.agreement_evidence e
    where e.agreement_id = s.agreement_id
    and e.text_deposited
    and e.known_from <= $5::bigint
    and e.known_to > $6::bigint);

-- countDangling
select c.stream
  from read_model.corrected_event c
  join read_model.event e on e.id = c.event_id
  where c.standing = 'ANNULLED'
  and e.revision = 0
  and c.known_from <= $1::bigint
  and c.known_to > $2::bigint;

-- countSharedNames
select distinct mine.organization_id as id, theirs.organization_id as other
  from read_model.organization_found_by mine
  join read_model.organization_found_by theirs on theirs.same_keys && mine.same_keys
  and theirs.organization_id <> mine.organization_id
  and theirs.known_from <= $1::bigint
  and theirs.known_to > $2::bigint
  where mine.known_from <= $3::bigint
  and mine.known_to > $4::bigint;

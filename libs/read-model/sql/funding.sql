-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- fundingsByIds
select *
  from read_model.funding
  where funding_id = any($1::text[])
  and read_model.funding.known_from <= $2::bigint
  and read_model.funding.known_to > $3::bigint;

-- listFundings
select f.*
  from read_model.funding as f
  where f.awarded_day <= $1
  and f.annulled = $2
  and f.known_from <= $3::bigint
  and f.known_to > $4::bigint
  and exists (
  select 1 as one
    from read_model.funding_organization as o
    where o.funding_id = f.funding_id
    and o.organization_id = $5
    and o.known_from <= $6::bigint
    and o.known_to > $7::bigint)
  and (f.awarded_day, f.funding_id) > ($8::date, $9::text)
  order by f.awarded_day asc, f.funding_id asc
  limit $10;

-- indicatorsOf
select *
  from read_model.indicator
  where funding_id = any($1::text[])
  and read_model.indicator.known_from <= $2::bigint
  and read_model.indicator.known_to > $3::bigint;

select *
  from read_model.indicator_target
  where funding_id = any($1::text[])
  and set_day <= $2::date
  and read_model.indicator_target.known_from <= $3::bigint
  and read_model.indicator_target.known_to > $4::bigint
  order by set_day, place;

select *
  from read_model.indicator_report
  where funding_id = any($1::text[])
  and reported_day <= $2::date
  and read_model.indicator_report.known_from <= $3::bigint
  and read_model.indicator_report.known_to > $4::bigint;

-- firstFundingsOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral (
  select f.*
    from read_model.funding f
    where not f.annulled
    and f.awarded_day <= $2::date
    and f.known_from <= $3::bigint
    and f.known_to > $4::bigint
    and exists ( select 1
      from read_model.funding_organization o
      where o.funding_id = f.funding_id
      and o.organization_id = wanted.id
      and o.known_from <= $5::bigint
      and o.known_to > $6::bigint)
    order by awarded_day, funding_id
    limit $7) below
  order by wanted.id, awarded_day, funding_id;

-- countFundingsOf
select wanted.id as parent, (
  select count(*)
    from read_model.funding f
    where not f.annulled
    and f.awarded_day <= $1::date
    and f.known_from <= $2::bigint
    and f.known_to > $3::bigint
    and exists ( select 1
      from read_model.funding_organization o
      where o.funding_id = f.funding_id
      and o.organization_id = wanted.id
      and o.known_from <= $4::bigint
      and o.known_to > $5::bigint)) as count
  from unnest($6::text[]) wanted (id);

-- countFundings
select count(*) as count
  from read_model.funding as f
  where f.awarded_day <= $1
  and f.annulled = $2
  and f.known_from <= $3::bigint
  and f.known_to > $4::bigint;

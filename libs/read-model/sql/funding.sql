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

-- countFundings
select count(*) as count
  from read_model.funding as f
  where f.awarded_day <= $1
  and f.annulled = $2
  and f.known_from <= $3::bigint
  and f.known_to > $4::bigint;

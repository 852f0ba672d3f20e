-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- resolutionsByIds
select *
  from read_model.resolution
  where resolution_id = any($1::text[])
  and read_model.resolution.known_from <= $2::bigint
  and read_model.resolution.known_to > $3::bigint
  and read_model.resolution.valid_from <= $4::date
  and read_model.resolution.valid_to > $5::date;

-- listResolutions
select r.*
  from read_model.resolution as r
  where r.annulled = $1
  and r.stage is not null
  and r.known_from <= $2::bigint
  and r.known_to > $3::bigint
  and r.valid_from <= $4::date
  and r.valid_to > $5::date
  and r.committee_id = $6
  and r.stage = $7
  and (r.proposed_day, r.resolution_id) > ($8::date, $9::text)
  order by r.proposed_day asc, r.resolution_id asc
  limit $10;

-- countResolutions
select count(*) as count
  from read_model.resolution as r
  where r.annulled = $1
  and r.stage is not null
  and r.known_from <= $2::bigint
  and r.known_to > $3::bigint
  and r.valid_from <= $4::date
  and r.valid_to > $5::date;

-- firstResolutionsOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral ( select *
    from read_model.resolution r
    where r.committee_id = wanted.id
    and not r.annulled
    and r.stage = $2
    and r.known_from <= $3::bigint
    and r.known_to > $4::bigint
    and r.valid_from <= $5::date
    and r.valid_to > $6::date
    order by proposed_day, resolution_id
    limit $7) below
  order by wanted.id, proposed_day, resolution_id;

-- countResolutionsOf
select r.committee_id as parent, count(*)
  from read_model.resolution r
  where r.committee_id = any($1::text[])
  and not r.annulled
  and r.stage is not null
  and r.known_from <= $2::bigint
  and r.known_to > $3::bigint
  and r.valid_from <= $4::date
  and r.valid_to > $5::date
  group by r.committee_id;

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- fundingsByIds
select *
  from read_model.funding
  where funding_id = any($1::text[])
  and read_model.funding.known_from <= $2::bigint
  and read_model.funding.known_to > $3::bigint;

-- listFundings
  with recursive up (id, root) as ( select wanted.id, wanted.id
    from unnest($1::text[]) wanted (id) union select up.id, l.organization_id
    from up
    join read_model.organization_link l on l.same_id = up.root
    and l.known_from <= $2::bigint
    and l.known_to > $3::bigint ), roots as ( select id, root
    from up
    where not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = up.root
      and l.known_from <= $4::bigint
      and l.known_to > $5::bigint) ), down (root, member) as ( select root, root
    from roots union select down.root, l.same_id
    from down
    join read_model.organization_link l on l.organization_id = down.member
    and l.known_from <= $6::bigint
    and l.known_to > $7::bigint ) select roots.id, roots.root, array_agg(down.member
    order by down.member) as members
  from roots
  join down on down.root = roots.root
  group by roots.id, roots.root;

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
    and o.organization_id = any($5::text[])
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
  with recursive up (id, root) as ( select wanted.id, wanted.id
    from unnest($1::text[]) wanted (id) union select up.id, l.organization_id
    from up
    join read_model.organization_link l on l.same_id = up.root
    and l.known_from <= $2::bigint
    and l.known_to > $3::bigint ), roots as ( select id, root
    from up
    where not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = up.root
      and l.known_from <= $4::bigint
      and l.known_to > $5::bigint) ), down (root, member) as ( select root, root
    from roots union select down.root, l.same_id
    from down
    join read_model.organization_link l on l.organization_id = down.member
    and l.known_from <= $6::bigint
    and l.known_to > $7::bigint ) select roots.id, roots.root, array_agg(down.member
    order by down.member) as members
  from roots
  join down on down.root = roots.root
  group by roots.id, roots.root;

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
      join unnest($5::text[], $6::text[]) w (parent, member) on w.member = o.organization_id
      where o.funding_id = f.funding_id
      and w.parent = wanted.id
      and o.known_from <= $7::bigint
      and o.known_to > $8::bigint)
    order by awarded_day, funding_id
    limit $9) below
  order by wanted.id, awarded_day, funding_id;

-- countFundingsOf
  with recursive up (id, root) as ( select wanted.id, wanted.id
    from unnest($1::text[]) wanted (id) union select up.id, l.organization_id
    from up
    join read_model.organization_link l on l.same_id = up.root
    and l.known_from <= $2::bigint
    and l.known_to > $3::bigint ), roots as ( select id, root
    from up
    where not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = up.root
      and l.known_from <= $4::bigint
      and l.known_to > $5::bigint) ), down (root, member) as ( select root, root
    from roots union select down.root, l.same_id
    from down
    join read_model.organization_link l on l.organization_id = down.member
    and l.known_from <= $6::bigint
    and l.known_to > $7::bigint ) select roots.id, roots.root, array_agg(down.member
    order by down.member) as members
  from roots
  join down on down.root = roots.root
  group by roots.id, roots.root;

select wanted.id as parent, (
  select count(*)
    from read_model.funding f
    where not f.annulled
    and f.awarded_day <= $1::date
    and f.known_from <= $2::bigint
    and f.known_to > $3::bigint
    and exists ( select 1
      from read_model.funding_organization o
      join unnest($4::text[], $5::text[]) w (parent, member) on w.member = o.organization_id
      where o.funding_id = f.funding_id
      and w.parent = wanted.id
      and o.known_from <= $6::bigint
      and o.known_to > $7::bigint)) as count
  from unnest($8::text[]) wanted (id);

-- countFundings
select count(*) as count
  from read_model.funding as f
  where f.awarded_day <= $1
  and f.annulled = $2
  and f.known_from <= $3::bigint
  and f.known_to > $4::bigint;

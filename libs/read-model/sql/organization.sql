-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- pairsOfSameName
select distinct on (a.organization_id, b.organization_id) a.organization_id as one, b.organization_id as other, a.text as one_name, b.text as other_name
  from read_model.organization_found_by a
  join read_model.organization_found_by b on b.same_keys && a.same_keys
  and b.organization_id > a.organization_id
  and b.known_from <= $1::bigint
  and b.known_to > $2::bigint
  where a.known_from <= $3::bigint
  and a.known_to > $4::bigint
  and (a.organization_id, b.organization_id) > ($5::text, $6::text)
  order by a.organization_id, b.organization_id
  limit $7;

-- decisionsOn
select stream, position, revision, case when type = $1 then envelope -> 'data' -> 'sameIds' end as severed, (overridden
    and (envelope -> 'overrides')::jsonb @> $2::jsonb) as overrides
  from read_model.event
  where stream = any($3::text[])
  and position <= $4::bigint
  and (revision = 0 or type = $5 or overridden)
  order by position;

-- organizationsByIds
select *
  from read_model.organization
  where organization_id = any($1::text[])
  and read_model.organization.known_from <= $2::bigint
  and read_model.organization.known_to > $3::bigint;

-- relationsOf
select *
  from read_model.organization_relation
  where organization_id = any($1::text[])
  and read_model.organization_relation.known_from <= $2::bigint
  and read_model.organization_relation.known_to > $3::bigint
  and read_model.organization_relation.valid_from <= $4::date
  and read_model.organization_relation.valid_to > $5::date
  order by place;

-- designationsOf
select *
  from read_model.organization_designation
  where organization_id = any($1::text[])
  and read_model.organization_designation.known_from <= $2::bigint
  and read_model.organization_designation.known_to > $3::bigint
  and read_model.organization_designation.valid_from <= $4::date
  and read_model.organization_designation.valid_to > $5::date
  order by place;

-- namesOf
select organization_id, text, lang, use, certainty, given_at, renamed_on
  from read_model.organization_name
  where organization_id = any($1::text[])
  and read_model.organization_name.known_from <= $2::bigint
  and read_model.organization_name.known_to > $3::bigint
  and read_model.organization_name.valid_from <= $4::date
  and read_model.organization_name.valid_to > $5::date
  order by place;

-- organizationsNamed
select f.organization_id as id, bool_or(n.place is not null) as borne
  from read_model.organization_found_by as f
  left join read_model.organization_name as n on n.organization_id = f.organization_id
  and n.place = f.place
  and n.known_from <= $1::bigint
  and n.known_to > $2::bigint
  and n.valid_from <= $3::date
  and n.valid_to > $4::date
  where f.first_words = $5
  and f.name_key = $6
  and f.known_from <= $7::bigint
  and f.known_to > $8::bigint
  group by f.organization_id
  order by f.organization_id;

select organization_id, text
  from read_model.organization_found_by
  where same_keys && $1::text[]
  and read_model.organization_found_by.known_from <= $2::bigint
  and read_model.organization_found_by.known_to > $3::bigint
  order by organization_id;

-- namesLike
select distinct organization_id, text
  from read_model.organization_found_by
  where known_to = $1::bigint
  and (same_keys && $2::text[] or near_keys && $3::text[]);

-- organizationsIdentified
select o.organization_id as id, o.details, (
  select n.text
    from read_model.organization_name as n
    where n.organization_id = o.organization_id
    and n.known_to = $1::bigint
    order by n.place, n.valid_from desc
    limit $2) as name
  from read_model.organization as o
  where o.known_to = $3::bigint
  and not o.annulled
  and (o.identifier_values && $4::text[] or o.organization_id = any($5::text[]))
  order by o.organization_id;

-- sameNamesAs
select distinct mine.organization_id as id, theirs.organization_id as other
  from read_model.organization_found_by mine
  join read_model.organization_found_by theirs on theirs.same_keys && mine.same_keys
  and theirs.organization_id <> mine.organization_id
  and theirs.known_from <= $1::bigint
  and theirs.known_to > $2::bigint
  where mine.organization_id = any($3::text[])
  and mine.known_from <= $4::bigint
  and mine.known_to > $5::bigint
  order by 1, 2;

-- listOrganizations
select o.organization_id, o.first_name_key
  from read_model.organization as o
  where o.annulled = $1
  and o.known_from <= $2::bigint
  and o.known_to > $3::bigint
  and not exists (
  select 1
    from read_model.organization_link l
    where l.same_id = o.organization_id
    and l.known_from <= $4::bigint
    and l.known_to > $5::bigint)
  and exists (
  select 1
    from read_model.organization_found_by f
    where f.organization_id = o.organization_id
    and f.known_from <= $6::bigint
    and f.known_to > $7::bigint
    and (f.search like $8))
  and (o.first_name_key, o.organization_id) > ($9::text, $10::text)
  order by o.first_name_key asc, o.organization_id asc
  limit $11;

-- treesOf
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

-- mergersOf
select *
  from read_model.organization_merger
  where predecessor_id = any($1::text[])
  and read_model.organization_merger.known_from <= $2::bigint
  and read_model.organization_merger.known_to > $3::bigint
  and read_model.organization_merger.valid_from <= $4::date
  and read_model.organization_merger.valid_to > $5::date;

-- mergersInto
select *
  from read_model.organization_merger
  where organization_id = any($1::text[])
  and read_model.organization_merger.known_from <= $2::bigint
  and read_model.organization_merger.known_to > $3::bigint
  and read_model.organization_merger.valid_from <= $4::date
  and read_model.organization_merger.valid_to > $5::date
  order by place;

-- countMergedParties
select count(*) as count
  from read_model.participation as p
  inner join read_model.organization_merger as m on m.predecessor_id = p.organization_id
  where p.role = any($1::text[])
  and p.known_from <= $2::bigint
  and p.known_to > $3::bigint
  and p.valid_from <= $4::date
  and p.valid_to > $5::date
  and m.known_from <= $6::bigint
  and m.known_to > $7::bigint
  and m.valid_from <= $8::date
  and m.valid_to > $9::date;

-- countOrganizations
select count(*) as count
  from read_model.organization as o
  where o.annulled = $1
  and o.known_from <= $2::bigint
  and o.known_to > $3::bigint
  and not exists (
  select 1
    from read_model.organization_link l
    where l.same_id = o.organization_id
    and l.known_from <= $4::bigint
    and l.known_to > $5::bigint);

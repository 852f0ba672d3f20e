-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- committeesByIds
select *
  from read_model.committee
  where committee_id = any($1::text[])
  and read_model.committee.known_from <= $2::bigint
  and read_model.committee.known_to > $3::bigint;

-- listCommittees
select c.title_key, c.committee_id
  from read_model.committee as c
  where c.established_day <= $1
  and c.annulled = $2
  and c.known_from <= $3::bigint
  and c.known_to > $4::bigint
  and c.programme_id = $5
  and c.kind = any($6::text[])
  and (c.search like $7)
  and (c.title_key, c.committee_id) > ($8::text, $9::text)
  order by c.title_key asc, c.committee_id asc
  limit $10;

-- countCommittees
select count(*) as count
  from read_model.committee as c
  where c.established_day <= $1
  and c.annulled = $2
  and c.known_from <= $3::bigint
  and c.known_to > $4::bigint;

-- firstCommitteesOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral ( select c.title_key, c.committee_id
    from read_model.committee c
    where c.programme_id = wanted.id
    and c.established_day <= $2::date
    and not c.annulled
    and c.known_from <= $3::bigint
    and c.known_to > $4::bigint
    order by title_key, committee_id
    limit $5) below
  order by wanted.id, title_key, committee_id;

-- countCommitteesOf
select c.programme_id as parent, count(*)
  from read_model.committee c
  where c.programme_id = any($1::text[])
  and c.established_day <= $2::date
  and not c.annulled
  and c.known_from <= $3::bigint
  and c.known_to > $4::bigint
  group by c.programme_id;

-- bylawsOf
select *
  from read_model.bylaw
  where committee_id = any($1::text[])
  and read_model.bylaw.known_from <= $2::bigint
  and read_model.bylaw.known_to > $3::bigint
  and read_model.bylaw.valid_from <= $4::date
  and read_model.bylaw.valid_to > $5::date;

-- mandatesOfCommittees
select *
  from read_model.mandate
  where committee_id = any($1::text[])
  and read_model.mandate.known_from <= $2::bigint
  and read_model.mandate.known_to > $3::bigint
  order by first_day, place;

-- conflictsOf
select *
  from read_model.conflict
  where committee_id = any($1::text[])
  and read_model.conflict.known_from <= $2::bigint
  and read_model.conflict.known_to > $3::bigint
  and read_model.conflict.valid_from <= $4::date
  and read_model.conflict.valid_to > $5::date
  order by place;

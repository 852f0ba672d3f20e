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

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- sourcesByIds
select *
  from read_model.source
  where source_id = any($1::text[])
  order by known_from;

-- listSources
select s.*
  from read_model.source as s
  where s.annulled = $1
  and s.known_from <= $2::bigint
  and s.known_to > $3::bigint
  and (s.search like $4)
  and s.kind = $5
  and s.sha256 = $6
  and not exists (
  select 1
    from read_model.source_citation c
    where c.source_id = s.source_id
    and c.known_from <= $7::bigint
    and c.known_to > $8::bigint)
  and s.text_lines is null
  and (s.deposited_at, s.source_id) < ($9::bigint, $10::text)
  order by s.deposited_at desc, s.source_id desc
  limit $11;

-- countSources
select count(*) as count
  from read_model.source as s
  where s.annulled = $1
  and s.known_from <= $2::bigint
  and s.known_to > $3::bigint
  and exists (
  select 1
    from read_model.source_citation c
    where c.source_id = s.source_id
    and c.known_from <= $4::bigint
    and c.known_to > $5::bigint);

-- firstCitationsOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral ( select *
    from read_model.source_citation c
    where c.source_id = wanted.id
    and c.known_from <= $2::bigint
    and c.known_to > $3::bigint
    order by cited_at, place
    limit $4) below
  order by wanted.id, cited_at, place;

-- listCitations
select *
  from read_model.source_citation
  where source_id = $1
  and read_model.source_citation.known_from <= $2::bigint
  and read_model.source_citation.known_to > $3::bigint
  and (cited_at, place) > ($4::bigint, $5::bigint)
  order by cited_at asc, place asc
  limit $6;

-- countCitationsOf
select source_id as parent, count(*)
  from read_model.source_citation c
  where c.source_id = any($1::text[])
  and c.known_from <= $2::bigint
  and c.known_to > $3::bigint
  group by source_id;

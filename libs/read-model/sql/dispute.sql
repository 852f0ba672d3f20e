-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- listDisputes
select *
  from read_model.dispute
  where read_model.dispute.known_from <= $1::bigint
  and read_model.dispute.known_to > $2::bigint
  and stream = $3
  and open = $4
  and (recorded_at, revision) < ($5::bigint, $6::bigint)
  order by recorded_at desc, revision desc
  limit $7;

-- countDisputes
select count(*) as count
  from read_model.dispute
  where read_model.dispute.known_from <= $1::bigint
  and read_model.dispute.known_to > $2::bigint
  and open = $3;

-- disputesOfStreams
select *
  from read_model.dispute
  where stream = any($1::text[])
  and read_model.dispute.known_from <= $2::bigint
  and read_model.dispute.known_to > $3::bigint
  order by recorded_at desc, revision desc;

-- disputesOfEvents
select d.*, wanted.id as named
  from unnest($1::uuid[]) wanted (id)
  join read_model.dispute d on d.targets @> array[wanted.id]
  and d.known_from <= $2::bigint
  and d.known_to > $3::bigint
  order by d.recorded_at desc, d.revision desc;

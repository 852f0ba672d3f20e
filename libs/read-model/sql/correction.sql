-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- correctedEvents
select *
  from read_model.corrected_event
  where event_id = any($1::uuid[])
  and read_model.corrected_event.known_from <= $2::bigint
  and read_model.corrected_event.known_to > $3::bigint;

-- listCorrections
select *
  from read_model.correction
  where read_model.correction.known_from <= $1::bigint
  and read_model.correction.known_to > $2::bigint
  and stream = $3
  and (recorded_at, revision) < ($4::bigint, $5::bigint)
  order by recorded_at desc, revision desc
  limit $6;

-- countCorrections
select count(*) as count
  from read_model.correction
  where read_model.correction.known_from <= $1::bigint
  and read_model.correction.known_to > $2::bigint;

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- missionsByIds
select *
  from read_model.mission
  where mission_id = any($1::text[])
  and read_model.mission.known_from <= $2::bigint
  and read_model.mission.known_to > $3::bigint;

-- listMissions
select m.*
  from read_model.mission as m
  where m.undertaken_day <= $1
  and m.annulled = $2
  and m.known_from <= $3::bigint
  and m.known_to > $4::bigint
  and exists (
  select 1 as one
    from read_model.mission_organization as o
    where o.mission_id = m.mission_id
    and o.organization_id = $5
    and o.known_from <= $6::bigint
    and o.known_to > $7::bigint)
  and (m.undertaken_day, m.mission_id) > ($8::date, $9::text)
  order by m.undertaken_day asc, m.mission_id asc
  limit $10;

-- missionResultsOf
select *
  from read_model.mission_result
  where mission_id = any($1::text[])
  and observed_day <= $2::date
  and read_model.mission_result.known_from <= $3::bigint
  and read_model.mission_result.known_to > $4::bigint
  order by observed_day, place;

-- countMissions
select count(*) as count
  from read_model.mission as m
  where m.undertaken_day <= $1
  and m.annulled = $2
  and m.known_from <= $3::bigint
  and m.known_to > $4::bigint;

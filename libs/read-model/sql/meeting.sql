-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- meetingsByIds
select *
  from read_model.meeting
  where meeting_id = any($1::text[])
  and read_model.meeting.known_from <= $2::bigint
  and read_model.meeting.known_to > $3::bigint;

-- listMeetings
select *
  from read_model.meeting
  where state = $1
  and held_day <= $2
  and read_model.meeting.known_from <= $3::bigint
  and read_model.meeting.known_to > $4::bigint
  and agreement_id = $5
  and (held_day, meeting_id) > ($6::date, $7::text)
  order by held_day, meeting_id
  limit $8;

-- countMeetings
select count(*) as count
  from read_model.meeting
  where state = $1
  and held_day <= $2
  and read_model.meeting.known_from <= $3::bigint
  and read_model.meeting.known_to > $4::bigint
  and agreement_id = $5;

-- firstMeetingsOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral ( select *
    from read_model.meeting m
    where m.agreement_id = wanted.id
    and m.state = 'HELD'
    and m.held_day <= $2::date
    and m.known_from <= $3::bigint
    and m.known_to > $4::bigint
    order by held_day, meeting_id
    limit $5) below
  order by wanted.id, held_day, meeting_id;

-- countMeetingsOf
select m.agreement_id as parent, count(*)
  from read_model.meeting m
  where m.agreement_id = any($1::text[])
  and m.state = 'HELD'
  and m.held_day <= $2::date
  and m.known_from <= $3::bigint
  and m.known_to > $4::bigint
  group by m.agreement_id;

-- meetingsHeldOn
select meeting_id
  from read_model.meeting
  where agreement_id = $1
  and state = $2
  and held_day = $3
  and known_to = $4::bigint;

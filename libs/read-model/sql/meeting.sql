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
  where annulled = $1
  and coalesce(read_model.meeting.held_day <= $2::date, false)
  and read_model.meeting.known_from <= $3::bigint
  and read_model.meeting.known_to > $4::bigint
  and agreement_id = $5
  and (held_day, meeting_id) > ($6::date, $7::text)
  order by held_day asc, meeting_id asc
  limit $8;

-- countMeetings
select count(*) as count
  from read_model.meeting
  where annulled = $1
  and not coalesce(read_model.meeting.held_day <= $2::date, false)
  and not coalesce(read_model.meeting.cancelled_day <= $3::date, false)
  and read_model.meeting.scheduled_day is not null
  and read_model.meeting.known_from <= $4::bigint
  and read_model.meeting.known_to > $5::bigint;

-- firstMeetingsOf
select wanted.id as parent, below.*
  from unnest($1::text[]) wanted (id)
  cross join lateral ( select *
    from read_model.meeting m
    where m.agreement_id = wanted.id
    and not m.annulled
    and coalesce(m.held_day <= $2::date, false)
    and m.known_from <= $3::bigint
    and m.known_to > $4::bigint
    order by held_day, meeting_id
    limit $5) below
  order by wanted.id, held_day, meeting_id;

-- countMeetingsOf
select m.agreement_id as parent, count(*)
  from read_model.meeting m
  where m.agreement_id = any($1::text[])
  and not m.annulled
  and not coalesce(m.held_day <= $2::date, false)
  and coalesce(m.cancelled_day <= $3::date, false)
  and m.known_from <= $4::bigint
  and m.known_to > $5::bigint
  group by m.agreement_id;

-- meetingsHeldOn
select meeting_id
  from read_model.meeting
  where agreement_id = $1
  and held_day = $2
  and annulled = $3
  and known_to = $4::bigint;

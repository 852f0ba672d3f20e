-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- eventsByIds
select position, id, hash, known, envelope
  from read_model.event
  where id = any($1::uuid[]);

-- eventsByPlace
select e.position, e.id, e.hash, e.known, e.envelope
  from unnest( $1::text[], $2::int[] ) wanted (stream, revision)
  join read_model.event e on e.stream = wanted.stream
  and e.revision = wanted.revision;

-- listEvents
select position, id, hash, known, envelope
  from read_model.event
  where position <= $1
  and stream = $2
  and type = $3
  and actor = $4
  and recorded >= $5
  and recorded < $6
  and about @> $7::text[]
  and overridden
  and (recorded at time zone $8)::date - happened_by > $9::int
  and type <> all($10::text[])
  and (position) < ($11::bigint)
  order by position desc
  limit $12;

-- countEvents
select count(*) as count
  from read_model.event
  where position <= $1
  and type = $2;

-- firstEventsOf
select stream as parent, revision, position, id, hash, known, envelope
  from read_model.event
  where stream = $1
  and position <= $2::bigint
  and ($3::text[] is null or type = any($3::text[]))
  order by revision
  limit $4;

-- countEventsOf
select stream as parent, count(*)
  from read_model.event
  where stream = $1
  and position <= $2::bigint
  group by stream;

-- knownAtPositions
select wanted.position, e.known
  from unnest($1::bigint[]) wanted (position)
  cross join lateral ( select known
    from read_model.event e
    where e.position <= wanted.position
    order by e.position desc
    limit 1 ) e;

-- recordersOf
  with recursive recorder (actor) as ( select min(actor)
    from read_model.event union all select (
    select min(actor)
      from read_model.event
      where actor > recorder.actor)
    from recorder
    where recorder.actor is not null ) select actor
  from recorder
  where actor is not null
  limit $1;

-- recordingDays
  with recursive day (position, known) as ( (
    select position, known
      from read_model.event
      order by known desc, position desc
      limit 1) union all select e.position, e.known
    from day
    cross join lateral ( select position, known
      from read_model.event
      where known < date_trunc('day', day.known at time zone $1) at time zone $2
      order by known desc, position desc
      limit 1 ) e ) select position, known
  from day
  limit $3;

-- lastPositionKnownBy
select (
  select position
    from read_model.event
    where known <= $1
    order by known desc, position desc
    limit 1) as position, exists (
  select 1
    from read_model.event
    where known > $2) as fixed;

-- erasuresIn
select stream, bool_or(type = $1) as done
  from read_model.event
  where type = any($2::text[])
  group by stream
  order by stream;

-- newestSealed
select envelope
  from read_model.event
  where type = $1
  order by position desc
  limit $2;

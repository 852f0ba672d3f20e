-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- countsOn of all
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

select change.key, change.status, change.place, (
  select position
    from read_model.kept_counts)::text as kept, sum(change.agreements) as known, coalesce(sum(change.agreements) filter (where change.signed), 0) as signed, coalesce(sum(change.agreements) filter (where change.in_force = 'YES'), 0) as inForce, coalesce(sum(change.agreements) filter (where change.in_force = 'UNKNOWN'), 0) as perhapsInForce
  from (
  select c.*, width_bucket(c.day - 1, $1::date[]) as place
    from ( with base as ( select s.*, greatest(s.valid_from, lower(part.days)) as begins, least(s.valid_to, upper(part.days)) as ends
        from ((
          select s.*
            from read_model.agreement_counted as s
            where s.known_from <= $2::bigint
            and s.known_to > $3::bigint
            and s.valid_from <= $4
            and s.valid_to > $5
            and s.status = $6
            and s.in_force = $7
            and s.certainty = $8
            and s.kind = $9
            and s.ends_on >= $10
            and s.ends_on < $11
            and s.ends_on <= $12
            and s.agreement_id = $13
            and exists (
            select 1 as one
              from read_model.agreement_recorded as r
              where r.agreement_id = s.agreement_id
              and r.known_from <= $14::bigint
              and r.known_to > $15::bigint
              and r.last_recorded > coalesce(( select position
                  from read_model.event
                  where known < $16
                  order by known desc, position desc
                  limit 1), -1))
            and exists (
            select 1 as one
              from read_model.cited_source as c
              where c.agreement_id = s.agreement_id
              and c.source_id = $17
              and c.known_from <= $18::bigint
              and c.known_to > $19::bigint)
            and exists (
            select 1 as one
              from read_model.agreement as a
              where a.agreement_id = s.agreement_id
              and a.identifiers @> $20::text[]
              and a.known_from <= $21::bigint
              and a.known_to > $22::bigint)
            and exists (
            select 1
              from read_model.agreement f
              where f.agreement_id = s.agreement_id
              and f.known_from <= $23::bigint
              and f.known_to > $24::bigint
              and (f.search like $25
                and f.search like $26)))) s
        join ( select p.agreement_id, unnest(range_agg(daterange(p.valid_from, p.valid_to))) as days
          from read_model.participation p
          where p.organization_id = any($27::text[])
          and p.role = $28
          and p.known_from <= $29::bigint
          and p.known_to > $30::bigint
          group by p.agreement_id ) part on part.agreement_id = s.agreement_id
        and part.days && daterange(s.valid_from, s.valid_to)), rooted as ( with recursive up (id, root) as ( select l.same_id, l.organization_id
          from read_model.organization_link l
          where l.known_from <= $31::bigint
          and l.known_to > $32::bigint union select up.id, l.organization_id
          from up
          join read_model.organization_link l on l.same_id = up.root
          and l.known_from <= $33::bigint
          and l.known_to > $34::bigint ) select up.id, up.root
        from up
        where not exists (
        select 1
          from read_model.organization_link l
          where l.same_id = up.root
          and l.known_from <= $35::bigint
          and l.known_to > $36::bigint)), piece as (
      select ''::text as key, b.status, b.in_force, b.signed, b.begins, b.ends
        from base b) select piece.key, piece.status, piece.in_force, piece.signed, side.day, sum(side.sign) as agreements
      from piece
      cross join lateral (values (piece.begins, 1), (piece.ends, -1)) side (day, sign)
      where side.day <= $37::date
      and side.day < 'infinity'
      group by 1, 2, 3, 4, 5 having sum(side.sign) <> 0) c) change
  where change.place < $38::int
  group by rollup ((change.key, change.status, change.place));

-- countsOn by sector
select k.position::text as position, between.events, between.streams
  from read_model.kept_counts k
  cross join lateral ( select count(*)::int as events, coalesce(array_agg(distinct e.stream), '{}') as streams
    from ( select e.stream
      from read_model.event e
      where e.position > least(k.position, $1::bigint)
      and e.position <= greatest(k.position, $2::bigint)
      limit $3::int ) e ) between;

select change.key, change.status, change.place, (
  select position
    from read_model.kept_counts)::text as kept, sum(change.agreements) as known, coalesce(sum(change.agreements) filter (where change.signed), 0) as signed, coalesce(sum(change.agreements) filter (where change.in_force = 'YES'), 0) as inForce, coalesce(sum(change.agreements) filter (where change.in_force = 'UNKNOWN'), 0) as perhapsInForce
  from (
  select c.*, width_bucket(c.day - 1, $1::date[]) as place
    from ( with base as (
      select s.*, s.valid_from as begins, s.valid_to as ends
        from ((
          select s.*
            from read_model.agreement_counted as s
            where s.known_from <= $2::bigint
            and s.known_to > $3::bigint
            and s.valid_from <= $4
            and s.valid_to > $5)) s), rooted as ( with recursive up (id, root) as ( select l.same_id, l.organization_id
          from read_model.organization_link l
          where l.known_from <= $6::bigint
          and l.known_to > $7::bigint union select up.id, l.organization_id
          from up
          join read_model.organization_link l on l.same_id = up.root
          and l.known_from <= $8::bigint
          and l.known_to > $9::bigint ) select up.id, up.root
        from up
        where not exists (
        select 1
          from read_model.organization_link l
          where l.same_id = up.root
          and l.known_from <= $10::bigint
          and l.known_to > $11::bigint)), piece as ( select sector.key, b.status, b.in_force, b.signed, b.begins, b.ends
        from base b
        cross join lateral unnest(b.sector_keys) sector (key)) select piece.key, piece.status, piece.in_force, piece.signed, side.day, sum(side.sign) as agreements
      from piece
      cross join lateral (values (piece.begins, 1), (piece.ends, -1)) side (day, sign)
      where side.day <= $12::date
      and side.day < 'infinity'
      group by 1, 2, 3, 4, 5 having sum(side.sign) <> 0) c) change
  where change.place < $13::int
  group by rollup ((change.key, change.status, change.place));

select asked.key, shown.label
  from unnest($1::text[]) asked (key)
  cross join lateral ( select s.label
    from read_model.sector s
    where s.key = asked.key
    and s.known_from <= $2::bigint
    and s.known_to > $3::bigint
    order by s.registered_at
    limit 1 ) shown;

-- countsOn by jurisdiction
select k.position::text as position, between.events, between.streams
  from read_model.kept_counts k
  cross join lateral ( select count(*)::int as events, coalesce(array_agg(distinct e.stream), '{}') as streams
    from ( select e.stream
      from read_model.event e
      where e.position > least(k.position, $1::bigint)
      and e.position <= greatest(k.position, $2::bigint)
      limit $3::int ) e ) between;

select change.key, change.status, change.place, (
  select position
    from read_model.kept_counts)::text as kept, sum(change.agreements) as known, coalesce(sum(change.agreements) filter (where change.signed), 0) as signed, coalesce(sum(change.agreements) filter (where change.in_force = 'YES'), 0) as inForce, coalesce(sum(change.agreements) filter (where change.in_force = 'UNKNOWN'), 0) as perhapsInForce
  from (
  select c.*, width_bucket(c.day - 1, $1::date[]) as place
    from ( with base as (
      select s.*, s.valid_from as begins, s.valid_to as ends
        from ((
          select s.*
            from read_model.agreement_counted as s
            where s.known_from <= $2::bigint
            and s.known_to > $3::bigint
            and s.valid_from <= $4
            and s.valid_to > $5)) s), rooted as ( with recursive up (id, root) as ( select l.same_id, l.organization_id
          from read_model.organization_link l
          where l.known_from <= $6::bigint
          and l.known_to > $7::bigint union select up.id, l.organization_id
          from up
          join read_model.organization_link l on l.same_id = up.root
          and l.known_from <= $8::bigint
          and l.known_to > $9::bigint ) select up.id, up.root
        from up
        where not exists (
        select 1
          from read_model.organization_link l
          where l.same_id = up.root
          and l.known_from <= $10::bigint
          and l.known_to > $11::bigint)), piece as ( select party.key, b.status, b.in_force, b.signed, greatest(b.begins, lower(party.days)) as begins, least(b.ends, upper(party.days)) as ends
        from base b
        join ( select p.agreement_id, said.key, unnest(range_agg(daterange(p.valid_from, p.valid_to))) as days
          from read_model.participation p
          left join rooted r on r.id = p.organization_id
          join read_model.organization o on o.organization_id = coalesce(r.root, p.organization_id)
          and o.known_from <= $12::bigint
          and o.known_to > $13::bigint
          cross join lateral (
          select o.jurisdiction
            where o.jurisdiction is not null) said (key)
          where p.role = any($14::text[])
          and p.known_from <= $15::bigint
          and p.known_to > $16::bigint
          and p.valid_from <= $17::date
          and p.valid_to > $18::date
          and p.agreement_id in (
          select base.agreement_id
            from base)
          group by p.agreement_id, said.key ) party on party.agreement_id = b.agreement_id
        and party.days && daterange(b.begins, b.ends)) select piece.key, piece.status, piece.in_force, piece.signed, side.day, sum(side.sign) as agreements
      from piece
      cross join lateral (values (piece.begins, 1), (piece.ends, -1)) side (day, sign)
      where side.day <= $19::date
      and side.day < 'infinity'
      group by 1, 2, 3, 4, 5 having sum(side.sign) <> 0) c) change
  where change.place < $20::int
  group by rollup ((change.key, change.status, change.place));

-- totalsOn
select change.place, sum(change.sign) as sum
  from ( select side.sign, width_bucket(side.day - 1, $1::date[]) as place
    from ( select i.valid_from as begins, i.valid_to as ends
      from read_model.intent i
      where i.state = 'OPEN'
      and i.known_from <= $2::bigint
      and i.known_to > $3::bigint
      and i.valid_from <= $4::date
      and i.valid_to > $5::date) one
    cross join lateral (values (one.begins, 1), (one.ends, -1)) side (day, sign) ) change
  where change.place < $6::int
  group by change.place;

-- awardedOn
select asked.day::text as day, f.details -> 'amount' ->> 'currency' as currency, trim_scale(sum((f.details -> 'amount' ->> 'value')::numeric))::text as value
  from unnest($1::date[]) asked (day)
  join read_model.funding f on f.awarded_day <= asked.day
  and not f.annulled
  and f.known_from <= $2::bigint
  and f.known_to > $3::bigint
  group by 1, 2
  order by 1, 2;

-- networkEdges
  with rooted as ( with recursive up (id, root) as ( select l.same_id, l.organization_id
      from read_model.organization_link l
      where l.known_from <= $1::bigint
      and l.known_to > $2::bigint union select up.id, l.organization_id
      from up
      join read_model.organization_link l on l.same_id = up.root
      and l.known_from <= $3::bigint
      and l.known_to > $4::bigint ) select up.id, up.root
    from up
    where not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = up.root
      and l.known_from <= $5::bigint
      and l.known_to > $6::bigint)) select s.agreement_id, party.organization_id, party.certainty, party.capacity, party.since
  from read_model.agreement_status s
  cross join lateral ( select coalesce(r.root, p.organization_id) as organization_id, case when bool_or(p.certainty = 'CERTAIN') then 'CERTAIN' else 'POSSIBLE' end as certainty, (array_agg(p.capacity
        order by p.since_day, p.organization_id))[1] as capacity, min(p.since_day)::text as since
    from read_model.participation p
    left join rooted r on r.id = p.organization_id
    where p.agreement_id = s.agreement_id
    and p.role = any($7::text[])
    and p.known_from <= $8::bigint
    and p.known_to > $9::bigint
    and p.valid_from <= $10::date
    and p.valid_to > $11::date
    group by 1 ) party
  where s.known_from <= $12::bigint
  and s.known_to > $13::bigint
  and s.valid_from <= $14::date
  and s.valid_to > $15::date
  and s.status = $16
  and s.kind = $17
  and s.agreement_id in ( select a.agreement_id
    from read_model.participation a
    where a.organization_id = any($18::text[])
    and a.role = any($19::text[])
    and a.known_from <= $20::bigint
    and a.known_to > $21::bigint
    and a.valid_from <= $22::date
    and a.valid_to > $23::date)
  order by s.title_key, s.agreement_id, party.organization_id
  limit $24;

-- networkCounts
  with rooted as ( with recursive up (id, root) as ( select l.same_id, l.organization_id
      from read_model.organization_link l
      where l.known_from <= $1::bigint
      and l.known_to > $2::bigint union select up.id, l.organization_id
      from up
      join read_model.organization_link l on l.same_id = up.root
      and l.known_from <= $3::bigint
      and l.known_to > $4::bigint ) select up.id, up.root
    from up
    where not exists (
    select 1
      from read_model.organization_link l
      where l.same_id = up.root
      and l.known_from <= $5::bigint
      and l.known_to > $6::bigint)), member (id, root) as ( select root.id, root.id
    from unnest($7::text[]) root (id) union select r.id, r.root
    from rooted r
    where r.root = any($8::text[]) ), part as ( select distinct m.root as organization_id, p.agreement_id
    from member m
    join read_model.participation p on p.organization_id = m.id
    join read_model.agreement_counted s on s.agreement_id = p.agreement_id
    where p.role = any($9::text[])
    and p.known_from <= $10::bigint
    and p.known_to > $11::bigint
    and p.valid_from <= $12::date
    and p.valid_to > $13::date
    and s.known_from <= $14::bigint
    and s.known_to > $15::bigint
    and s.valid_from <= $16::date
    and s.valid_to > $17::date
    and s.status = $18
    and s.kind = $19
    and s.agreement_id in ( select a.agreement_id
      from read_model.participation a
      where a.organization_id = any($20::text[])
      and a.role = any($21::text[])
      and a.known_from <= $22::bigint
      and a.known_to > $23::bigint
      and a.valid_from <= $24::date
      and a.valid_to > $25::date) ) select part.organization_id, count(distinct part.agreement_id) as agreements, count(distinct coalesce(r.root, p.organization_id)) - 1 as partners
  from part
  join read_model.participation p on p.agreement_id = part.agreement_id
  left join rooted r on r.id = p.organization_id
  where p.role = any($26::text[])
  and p.known_from <= $27::bigint
  and p.known_to > $28::bigint
  and p.valid_from <= $29::date
  and p.valid_to > $30::date
  group by part.organization_id;

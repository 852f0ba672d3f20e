-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- listCalendar
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

select e.*
  from ((
    select e.*
      from (
      select c.day, c.kind, c.certainty, c.earliest, c.latest, c.event_id, c.agreement_id, null::text as committee_id, c.organization_id
        from read_model.calendar_entry c
        where c.day between $1::date
        and $2::date
        and c.known_from <= $3::bigint
        and c.known_to > $4::bigint
        and c.kind = any($5::text[])
        and true
        and (c.organization_id = any($6::text[]) or exists ( select
            from read_model.participation p
            where p.agreement_id = c.agreement_id
            and p.organization_id = any($7::text[])
            and p.role = any($8::text[])
            and p.known_from <= $9::bigint
            and p.known_to > $10::bigint
            and p.valid_from <= $11::date
            and p.valid_to > $12::date))) e
      where (e.day, e.kind, e.event_id) > ($13::date, $14, $15::uuid)
      order by e.day, e.kind, e.event_id
      limit $16::int) union all (
    select e.*
      from (
      select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as earliest, (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as latest, t.event_id, t.agreement_id, null::text as committee_id, null::text as organization_id
        from read_model.tacit_term t
        cross join lateral generate_series( greatest(0, ($17::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($18::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
        cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + on_the_end.after as day, on_the_end.kind, on_the_end.after
          from ( select 'NOTICE_DEADLINE' as kind, - t.notice_days as after
            where t.notice_days is not null union all select 'TACIT_RENEWAL', 1
            where t.times is null or p.k < t.times ) on_the_end ) c
        where t.known_from <= $19::bigint
        and t.known_to > $20::bigint
        and c.day between $21::date
        and $22::date
        and c.day >= t.valid_from
        and c.day < t.valid_to
        and c.kind = any($23::text[])
        and true
        and ( exists ( select
            from read_model.participation p
            where p.agreement_id = t.agreement_id
            and p.organization_id = any($24::text[])
            and p.role = any($25::text[])
            and p.known_from <= $26::bigint
            and p.known_to > $27::bigint
            and p.valid_from <= $28::date
            and p.valid_to > $29::date))) e
      where (e.day, e.kind, e.event_id) > ($30::date, $31, $32::uuid)
      order by e.day, e.kind, e.event_id
      limit $33::int)) e
  order by e.day, e.kind, e.event_id
  limit $34::int;

-- countCalendar
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

select count(*)
  from (
  select c.day, c.kind, c.certainty, c.earliest, c.latest, c.event_id, c.agreement_id, null::text as committee_id, c.organization_id
    from read_model.calendar_entry c
    where c.day between $1::date
    and $2::date
    and c.known_from <= $3::bigint
    and c.known_to > $4::bigint
    and c.kind = any($5::text[])
    and true
    and (c.organization_id = any($6::text[]) or exists ( select
        from read_model.participation p
        where p.agreement_id = c.agreement_id
        and p.organization_id = any($7::text[])
        and p.role = any($8::text[])
        and p.known_from <= $9::bigint
        and p.known_to > $10::bigint
        and p.valid_from <= $11::date
        and p.valid_to > $12::date)) union all select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as earliest, (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as latest, t.event_id, t.agreement_id, null::text as committee_id, null::text as organization_id
    from read_model.tacit_term t
    cross join lateral generate_series( greatest(0, ($13::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($14::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
    cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + on_the_end.after as day, on_the_end.kind, on_the_end.after
      from ( select 'NOTICE_DEADLINE' as kind, - t.notice_days as after
        where t.notice_days is not null union all select 'TACIT_RENEWAL', 1
        where t.times is null or p.k < t.times ) on_the_end ) c
    where t.known_from <= $15::bigint
    and t.known_to > $16::bigint
    and c.day between $17::date
    and $18::date
    and c.day >= t.valid_from
    and c.day < t.valid_to
    and c.kind = any($19::text[])
    and true
    and ( exists ( select
        from read_model.participation p
        where p.agreement_id = t.agreement_id
        and p.organization_id = any($20::text[])
        and p.role = any($21::text[])
        and p.known_from <= $22::bigint
        and p.known_to > $23::bigint
        and p.valid_from <= $24::date
        and p.valid_to > $25::date))) e;

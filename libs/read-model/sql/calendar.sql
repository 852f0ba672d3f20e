-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- listCalendar
select e.*
  from ((
    select e.*
      from (
      select c.day, c.kind, c.certainty, c.event_id, c.agreement_id, c.organization_id
        from read_model.calendar_entry c
        where c.day between $1::date
        and $2::date
        and c.known_from <= $3::bigint
        and c.known_to > $4::bigint
        and c.kind = any($5::text[])
        and c.agreement_id = $6) e
      where (e.day, e.kind, e.event_id) > ($7::date, $8, $9::uuid)
      order by e.day, e.kind, e.event_id
      limit $10::int) union all (
    select e.*
      from (
      select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, t.event_id, t.agreement_id, null::text as organization_id
        from read_model.tacit_term t
        cross join lateral generate_series( greatest(0, ($11::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($12::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
        cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date - t.notice_days as day, 'NOTICE_DEADLINE' as kind
          where t.notice_days is not null union all select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + 1, 'TACIT_RENEWAL'
          where t.times is null or p.k < t.times ) c
        where t.known_from <= $13::bigint
        and t.known_to > $14::bigint
        and c.day between $15::date
        and $16::date
        and c.day >= t.valid_from
        and c.day < t.valid_to
        and c.kind = any($17::text[])
        and t.agreement_id = $18) e
      where (e.day, e.kind, e.event_id) > ($19::date, $20, $21::uuid)
      order by e.day, e.kind, e.event_id
      limit $22::int)) e
  order by e.day, e.kind, e.event_id
  limit $23::int;

-- countCalendar
select count(*)
  from (
  select c.day, c.kind, c.certainty, c.event_id, c.agreement_id, c.organization_id
    from read_model.calendar_entry c
    where c.day between $1::date
    and $2::date
    and c.known_from <= $3::bigint
    and c.known_to > $4::bigint
    and c.kind = any($5::text[])
    and c.agreement_id = $6 union all select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, t.event_id, t.agreement_id, null::text as organization_id
    from read_model.tacit_term t
    cross join lateral generate_series( greatest(0, ($7::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($8::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
    cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date - t.notice_days as day, 'NOTICE_DEADLINE' as kind
      where t.notice_days is not null union all select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + 1, 'TACIT_RENEWAL'
      where t.times is null or p.k < t.times ) c
    where t.known_from <= $9::bigint
    and t.known_to > $10::bigint
    and c.day between $11::date
    and $12::date
    and c.day >= t.valid_from
    and c.day < t.valid_to
    and c.kind = any($13::text[])
    and t.agreement_id = $14) e;

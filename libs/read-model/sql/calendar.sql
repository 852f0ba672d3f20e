-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- listCalendar
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
        and true) e
      where (e.day, e.kind, e.event_id) > ($6::date, $7, $8::uuid)
      order by e.day, e.kind, e.event_id
      limit $9::int) union all (
    select e.*
      from (
      select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as earliest, (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as latest, t.event_id, t.agreement_id, null::text as committee_id, null::text as organization_id
        from read_model.tacit_term t
        cross join lateral generate_series( greatest(0, ($10::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($11::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
        cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + on_the_end.after as day, on_the_end.kind, on_the_end.after
          from ( select 'NOTICE_DEADLINE' as kind, - t.notice_days as after
            where t.notice_days is not null union all select 'TACIT_RENEWAL', 1
            where t.times is null or p.k < t.times ) on_the_end ) c
        where t.known_from <= $12::bigint
        and t.known_to > $13::bigint
        and c.day between $14::date
        and $15::date
        and c.day >= t.valid_from
        and c.day < t.valid_to
        and c.kind = any($16::text[])
        and true) e
      where (e.day, e.kind, e.event_id) > ($17::date, $18, $19::uuid)
      order by e.day, e.kind, e.event_id
      limit $20::int) union all (
    select e.*
      from (
      select m.last_day as day, 'MANDATE_END' as kind, case when m.ended ->> 'earliest' = m.ended ->> 'latest' then 'CERTAIN' else 'POSSIBLE' end as certainty, (m.ended ->> 'earliest')::date - 1 as earliest, (m.ended ->> 'latest')::date - 1 as latest, m.granted_by as event_id, null::text as agreement_id, m.committee_id, null::text as organization_id
        from read_model.mandate m
        where m.last_day between $21::date
        and $22::date
        and m.known_from <= $23::bigint
        and m.known_to > $24::bigint
        and $25::boolean) e
      where (e.day, e.kind, e.event_id) > ($26::date, $27, $28::uuid)
      order by e.day, e.kind, e.event_id
      limit $29::int)) e
  order by e.day, e.kind, e.event_id
  limit $30::int;

-- countCalendar
select count(*)
  from (
  select c.day, c.kind, c.certainty, c.earliest, c.latest, c.event_id, c.agreement_id, null::text as committee_id, c.organization_id
    from read_model.calendar_entry c
    where c.day between $1::date
    and $2::date
    and c.known_from <= $3::bigint
    and c.known_to > $4::bigint
    and c.kind = any($5::text[])
    and true union all select c.day, c.kind, case when (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date = (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date then 'CERTAIN' else 'POSSIBLE' end as certainty, (t.first_earliest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as earliest, (t.first_latest + make_interval(months => p.k * t.months, days => p.k * t.days))::date + c.after as latest, t.event_id, t.agreement_id, null::text as committee_id, null::text as organization_id
    from read_model.tacit_term t
    cross join lateral generate_series( greatest(0, ($6::date - t.first_end) / (t.months * 31 + t.days) - 1), least(t.times, ($7::date - t.first_end + coalesce(t.notice_days, 0)) / (t.months * 28 + t.days) + 1) ) p (k)
    cross join lateral ( select (t.first_end + make_interval(months => p.k * t.months, days => p.k * t.days))::date + on_the_end.after as day, on_the_end.kind, on_the_end.after
      from ( select 'NOTICE_DEADLINE' as kind, - t.notice_days as after
        where t.notice_days is not null union all select 'TACIT_RENEWAL', 1
        where t.times is null or p.k < t.times ) on_the_end ) c
    where t.known_from <= $8::bigint
    and t.known_to > $9::bigint
    and c.day between $10::date
    and $11::date
    and c.day >= t.valid_from
    and c.day < t.valid_to
    and c.kind = any($12::text[])
    and true union all select m.last_day as day, 'MANDATE_END' as kind, case when m.ended ->> 'earliest' = m.ended ->> 'latest' then 'CERTAIN' else 'POSSIBLE' end as certainty, (m.ended ->> 'earliest')::date - 1 as earliest, (m.ended ->> 'latest')::date - 1 as latest, m.granted_by as event_id, null::text as agreement_id, m.committee_id, null::text as organization_id
    from read_model.mandate m
    where m.last_day between $13::date
    and $14::date
    and m.known_from <= $15::bigint
    and m.known_to > $16::bigint
    and $17::boolean) e;

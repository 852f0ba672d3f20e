-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- agreementsByIds
select agreement_id, kind, registration, registered_by, annulled, amended
  from read_model.agreement
  where agreement_id = any($1::text[])
  and read_model.agreement.known_from <= $2::bigint
  and read_model.agreement.known_to > $3::bigint;

-- statusLinesOf
select status, certainty, possible, in_force, agreement_id, valid_from, valid_to, known_from, known_to
  from read_model.agreement_status
  where agreement_id = any($1::text[])
  and known_from <= $2
  order by valid_from;

-- participationLinesOf
select organization_id, role, certainty, suspended, agreement_id, valid_from, valid_to, known_from, known_to
  from read_model.participation
  where agreement_id = any($1::text[])
  and known_from <= $2
  order by organization_id, valid_from;

-- recordingsOf
select stream, position, recorded, actor, type, envelope -> 'provenance' as provenance, case when type = $1 then envelope -> 'data' ->> 'sourceId' end as attached
  from read_model.event
  where stream = $2
  and position <= $3
  order by position;

-- statusesOf
select agreement_id, status, possible, certainty, in_force, since, decided_by, decided, rectified, date_uncertain, term, ends_on, governing, parties, partly_suspended
  from read_model.agreement_status
  where agreement_id = any($1::text[])
  and read_model.agreement_status.known_from <= $2::bigint
  and read_model.agreement_status.known_to > $3::bigint
  and read_model.agreement_status.valid_from <= $4::date
  and read_model.agreement_status.valid_to > $5::date;

-- takingPartOf
select agreement_id, organization_id, event_id, role, certainty, suspended
  from read_model.participation
  where agreement_id = any($1::text[])
  and read_model.participation.known_from <= $2::bigint
  and read_model.participation.known_to > $3::bigint
  and read_model.participation.valid_from <= $4::date
  and read_model.participation.valid_to > $5::date
  order by signatory_rank nulls last, since_day, organization_id;

-- participationsOf
select agreement_id, organization_id, role, certainty, event_id, since, decided_by, joined, capacity, name_as_signed, signed_by, until, left_by, notified_by, succeeds, succeeded_by, suspended
  from read_model.participation
  where agreement_id = any($1::text[])
  and read_model.participation.known_from <= $2::bigint
  and read_model.participation.known_to > $3::bigint
  and read_model.participation.valid_from <= $4::date
  and read_model.participation.valid_to > $5::date
  order by signatory_rank nulls last, since_day, organization_id;

-- leadsOf
select *
  from read_model.lead
  where agreement_id = any($1::text[])
  and read_model.lead.known_from <= $2::bigint
  and read_model.lead.known_to > $3::bigint
  and read_model.lead.valid_from <= $4::date
  and read_model.lead.valid_to > $5::date
  order by role nulls first, place;

-- termsOf
select *
  from read_model.term
  where agreement_id = any($1::text[])
  and read_model.term.known_from <= $2::bigint
  and read_model.term.known_to > $3::bigint
  order by place;

-- flagFactsOf
select wanted.id as agreement_id, (
  select max(said.day)
    from ( select d.day
      from read_model.evidence_day d
      where d.agreement_id = wanted.id
      and d.known_from <= $1::bigint
      and d.known_to > $2::bigint union all select (s.deposit ->> 'publishedOn')::date
      from read_model.cited_source c
      join read_model.source s on s.source_id = c.source_id
      and s.known_from <= $3::bigint
      and s.known_to > $4::bigint
      where c.agreement_id = wanted.id
      and c.in_effect
      and c.known_from <= $5::bigint
      and c.known_to > $6::bigint ) said (day)
    where said.day <= $7::date) as last_evidence, exists (
  select 1
    from read_model.passed_over o
    where o.agreement_id = wanted.id
    and o.known_from <= $8::bigint
    and o.known_to > $9::bigint) as passed_over, (
  select ev.recorded
    from read_model.agreement a
    join read_model.event ev on ev.id = a.registered_by
    where a.agreement_id = wanted.id
    and a.known_from <= $10::bigint
    and a.known_to > $11::bigint) as registered, coalesce(e.text_deposited, false) as text_deposited, coalesce((
    select array_agg(distinct named.id)
      from read_model.dispute d
      cross join lateral unnest(d.targets) named (id)
      where d.stream = 'agreement-' || wanted.id
      and d.open
      and d.known_from <= $12::bigint
      and d.known_to > $13::bigint), '{}') as disputed
  from unnest($14::text[]) wanted (id)
  left join read_model.agreement_evidence e on e.agreement_id = wanted.id
  and e.known_from <= $15::bigint
  and e.known_to > $16::bigint;

-- sourcesCitedBy
select *
  from read_model.cited_source
  where agreement_id = any($1::text[])
  and read_model.cited_source.known_from <= $2::bigint
  and read_model.cited_source.known_to > $3::bigint
  order by first_cited, source_id;

-- listAgreements by title
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

select s.agreement_id, s.title_key
  from read_model.agreement_status as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and s.status = $5
  and s.in_force = $6
  and s.certainty = $7
  and s.kind = $8
  and s.ends_on >= $9
  and s.ends_on < $10
  and s.ends_on <= $11
  and s.agreement_id = $12
  and exists (
  select 1 as one
    from read_model.agreement_recorded as r
    where r.agreement_id = s.agreement_id
    and r.known_from <= $13::bigint
    and r.known_to > $14::bigint
    and r.last_recorded > coalesce(( select position
        from read_model.event
        where known < $15
        order by known desc, position desc
        limit 1), -1))
  and exists (
  select 1 as one
    from read_model.cited_source as c
    where c.agreement_id = s.agreement_id
    and c.source_id = $16
    and c.known_from <= $17::bigint
    and c.known_to > $18::bigint)
  and exists (
  select 1 as one
    from read_model.agreement as a
    where a.agreement_id = s.agreement_id
    and a.identifiers @> $19::text[]
    and a.known_from <= $20::bigint
    and a.known_to > $21::bigint)
  and exists (
  select 1
    from read_model.agreement f
    where f.agreement_id = s.agreement_id
    and f.known_from <= $22::bigint
    and f.known_to > $23::bigint
    and (f.search like $24
      and f.search like $25))
  and exists (
  select 1 as one
    from read_model.participation as p
    where p.agreement_id = s.agreement_id
    and p.organization_id = any($26::text[])
    and p.role = $27
    and p.known_from <= $28::bigint
    and p.known_to > $29::bigint
    and p.valid_from <= $30::date
    and p.valid_to > $31::date)
  and (s.title_key, s.agreement_id) > ($32::text, $33::text)
  order by s.title_key asc, s.agreement_id asc
  limit $34;

-- listAgreements by the end of the term
select s.agreement_id, s.ends_on
  from read_model.agreement_status as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and (s.ends_on, s.agreement_id) > ($5::date, $6::text)
  order by s.ends_on asc, s.agreement_id asc
  limit $7;

-- listAgreements by what was recorded last
select s.agreement_id, r.last_recorded
  from read_model.agreement_status as s
  inner join read_model.agreement_recorded as r on r.agreement_id = s.agreement_id
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and r.known_from <= $5::bigint
  and r.known_to > $6::bigint
  and (r.last_recorded, s.agreement_id) < ($7::bigint, $8::text)
  order by r.last_recorded desc, s.agreement_id desc
  limit $9;

-- listAgreements by flag
select s.agreement_id, s.title_key
  from read_model.agreement_status as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and ((s.status = any($5::text[])
      and s.ends_on between $6::date
      and $7::date) or (s.status = any($8::text[])
      and s.ends_on >= $9::date
      and case when s.governing ->> 'noticeDays' is not null then ( select case when isfinite(term.ends) then term.ends - least((s.governing ->> 'noticeDays')::numeric, term.ends - '0001-01-01'::date)::int end
        from (
        select case when s.governing ->> 'tacit' is not null then coalesce(( select coalesce(min(period.ends) filter (where period.ends >= $10::date), max(period.ends))
              from generate_series(0, least((s.governing #>> '{tacit,times}')::numeric, greatest(0, ceil(($11::date - (s.governing #>> '{endsOn,point}')::date) / greatest(1, extract(year
                          from (s.governing #>> '{tacit,period}')::interval) * 365 + extract(month
                          from (s.governing #>> '{tacit,period}')::interval) * 28 + extract(day
                          from (s.governing #>> '{tacit,period}')::interval)))))::int) number, lateral (
              select ((s.governing #>> '{endsOn,point}')::date + number * (s.governing #>> '{tacit,period}')::interval)::date) period (ends) ), s.ends_on) else s.ends_on end) term (ends) ) end between $12::date
      and $13::date) or (s.decided @> '[{presumed: true}]' or (s.status = any($14::text[])
        and s.governing ->> 'tacit' is not null
        and (s.governing #>> '{endsOn,point}')::date < $15::date)) or exists (
    select 1
      from read_model.dispute d
      where starts_with(d.stream, 'agreement-')
      and substr(d.stream, $16::int) = s.agreement_id
      and d.open
      and (d.targets && s.decided_by or (s.term ->> 'setBy')::uuid = any(d.targets))
      and d.known_from <= $17::bigint
      and d.known_to > $18::bigint) or (s.status = any($19::text[])
      and not (exists (
        select 1
          from read_model.evidence_day d
          where d.agreement_id = s.agreement_id
          and d.day between $20::date
          and $21::date
          and d.known_from <= $22::bigint
          and d.known_to > $23::bigint) or exists (
        select 1
          from read_model.cited_source c
          join read_model.source source on source.source_id = c.source_id
          and source.known_from <= $24::bigint
          and source.known_to > $25::bigint
          where c.agreement_id = s.agreement_id
          and c.in_effect
          and c.known_from <= $26::bigint
          and c.known_to > $27::bigint
          and (source.deposit ->> 'publishedOn')::date between $28::date
          and $29::date))
      and (exists (
        select 1
          from read_model.evidence_day d
          where d.agreement_id = s.agreement_id
          and d.day < $30::date
          and d.known_from <= $31::bigint
          and d.known_to > $32::bigint) or exists (
        select 1
          from read_model.cited_source c
          join read_model.source source on source.source_id = c.source_id
          and source.known_from <= $33::bigint
          and source.known_to > $34::bigint
          where c.agreement_id = s.agreement_id
          and c.in_effect
          and c.known_from <= $35::bigint
          and c.known_to > $36::bigint
          and (source.deposit ->> 'publishedOn')::date < $37::date))) or exists (
    select 1
      from jsonb_to_recordset(s.decided) act (recorded timestamptz, happenedBy date)
      where (act.recorded at time zone $38::text)::date - greatest(act.happenedBy, (
        select (event.recorded at time zone $39::text)::date
          from read_model.agreement a
          join read_model.event event on event.id = a.registered_by
          where a.agreement_id = s.agreement_id
          and a.known_from <= $40::bigint
          and a.known_to > $41::bigint)) > $42) or not exists (
    select 1
      from read_model.agreement_evidence e
      where e.agreement_id = s.agreement_id
      and e.text_deposited
      and e.known_from <= $43::bigint
      and e.known_to > $44::bigint) or s.date_uncertain or (s.status = any($45::text[])
      and coalesce(s.governing ->> 'endsOn', s.governing ->> 'tacit') is null
      and not coalesce((s.governing ->> 'openEnded')::boolean, false)) or exists (
    select 1
      from read_model.passed_over o
      where o.agreement_id = s.agreement_id
      and o.known_from <= $46::bigint
      and o.known_to > $47::bigint) or (s.status = any($48::text[])
      and s.parties < 2) or s.partly_suspended or s.rectified)
  order by s.title_key asc, s.agreement_id asc
  limit $49;

-- countAgreementsByFlag
select count(*) filter (where (s.status = any($1::text[])
      and s.ends_on between $2::date
      and $3::date)) as EXPIRING, count(*) filter (where (s.status = any($4::text[])
      and s.ends_on >= $5::date
      and case when s.governing ->> 'noticeDays' is not null then ( select case when isfinite(term.ends) then term.ends - least((s.governing ->> 'noticeDays')::numeric, term.ends - '0001-01-01'::date)::int end
        from (
        select case when s.governing ->> 'tacit' is not null then coalesce(( select coalesce(min(period.ends) filter (where period.ends >= $6::date), max(period.ends))
              from generate_series(0, least((s.governing #>> '{tacit,times}')::numeric, greatest(0, ceil(($7::date - (s.governing #>> '{endsOn,point}')::date) / greatest(1, extract(year
                          from (s.governing #>> '{tacit,period}')::interval) * 365 + extract(month
                          from (s.governing #>> '{tacit,period}')::interval) * 28 + extract(day
                          from (s.governing #>> '{tacit,period}')::interval)))))::int) number, lateral (
              select ((s.governing #>> '{endsOn,point}')::date + number * (s.governing #>> '{tacit,period}')::interval)::date) period (ends) ), s.ends_on) else s.ends_on end) term (ends) ) end between $8::date
      and $9::date)) as NOTICE_WINDOW, count(*) filter (where (s.decided @> '[{presumed: true}]' or (s.status = any($10::text[])
        and s.governing ->> 'tacit' is not null
        and (s.governing #>> '{endsOn,point}')::date < $11::date))) as PRESUMED, count(*) filter (where exists (
    select 1
      from read_model.dispute d
      where starts_with(d.stream, 'agreement-')
      and substr(d.stream, $12::int) = s.agreement_id
      and d.open
      and (d.targets && s.decided_by or (s.term ->> 'setBy')::uuid = any(d.targets))
      and d.known_from <= $13::bigint
      and d.known_to > $14::bigint)) as DISPUTED, count(*) filter (where (s.status = any($15::text[])
      and not (exists (
        select 1
          from read_model.evidence_day d
          where d.agreement_id = s.agreement_id
          and d.day between $16::date
          and $17::date
          and d.known_from <= $18::bigint
          and d.known_to > $19::bigint) or exists (
        select 1
          from read_model.cited_source c
          join read_model.source source on source.source_id = c.source_id
          and source.known_from <= $20::bigint
          and source.known_to > $21::bigint
          where c.agreement_id = s.agreement_id
          and c.in_effect
          and c.known_from <= $22::bigint
          and c.known_to > $23::bigint
          and (source.deposit ->> 'publishedOn')::date between $24::date
          and $25::date))
      and (exists (
        select 1
          from read_model.evidence_day d
          where d.agreement_id = s.agreement_id
          and d.day < $26::date
          and d.known_from <= $27::bigint
          and d.known_to > $28::bigint) or exists (
        select 1
          from read_model.cited_source c
          join read_model.source source on source.source_id = c.source_id
          and source.known_from <= $29::bigint
          and source.known_to > $30::bigint
          where c.agreement_id = s.agreement_id
          and c.in_effect
          and c.known_from <= $31::bigint
          and c.known_to > $32::bigint
          and (source.deposit ->> 'publishedOn')::date < $33::date)))) as DORMANT, count(*) filter (where exists (
    select 1
      from jsonb_to_recordset(s.decided) act (recorded timestamptz, happenedBy date)
      where (act.recorded at time zone $34::text)::date - greatest(act.happenedBy, (
        select (event.recorded at time zone $35::text)::date
          from read_model.agreement a
          join read_model.event event on event.id = a.registered_by
          where a.agreement_id = s.agreement_id
          and a.known_from <= $36::bigint
          and a.known_to > $37::bigint)) > $38)) as RECORDED_LATE, count(*) filter (where not exists (
    select 1
      from read_model.agreement_evidence e
      where e.agreement_id = s.agreement_id
      and e.text_deposited
      and e.known_from <= $39::bigint
      and e.known_to > $40::bigint)) as TEXT_MISSING, count(*) filter (where s.date_uncertain) as DATE_UNCERTAIN, count(*) filter (where (s.status = any($41::text[])
      and coalesce(s.governing ->> 'endsOn', s.governing ->> 'tacit') is null
      and not coalesce((s.governing ->> 'openEnded')::boolean, false))) as TERM_UNKNOWN, count(*) filter (where exists (
    select 1
      from read_model.passed_over o
      where o.agreement_id = s.agreement_id
      and o.known_from <= $42::bigint
      and o.known_to > $43::bigint)) as PASSED_OVER, count(*) filter (where (s.status = any($44::text[])
      and s.parties < 2)) as PARTIES_BELOW_TWO, count(*) filter (where s.partly_suspended) as PARTLY_SUSPENDED, count(*) filter (where s.rectified) as RECTIFIED
  from read_model.agreement_status as s
  where s.known_from <= $45::bigint
  and s.known_to > $46::bigint
  and s.valid_from <= $47::date
  and s.valid_to > $48::date;

-- lastRecordedOf
select r.agreement_id, e.recorded
  from read_model.agreement_recorded as r
  inner join read_model.event as e on e.position = r.last_recorded
  where r.agreement_id = any($1::text[])
  and r.known_from <= $2::bigint
  and r.known_to > $3::bigint;

-- openingsOf
select *
  from read_model.opening
  where agreement_id = any($1::text[])
  and opened_day <= $2
  and read_model.opening.known_from <= $3::bigint
  and read_model.opening.known_to > $4::bigint;

-- textsOf
select *
  from read_model.agreement_text
  where agreement_id = any($1::text[])
  and read_model.agreement_text.known_from <= $2::bigint
  and read_model.agreement_text.known_to > $3::bigint
  order by place;

-- suspensionsOf
select *
  from read_model.suspension
  where agreement_id = any($1::text[])
  and read_model.suspension.known_from <= $2::bigint
  and read_model.suspension.known_to > $3::bigint
  order by place;

-- contentsOf
select *
  from read_model.agreement_content
  where agreement_id = any($1::text[])
  and read_model.agreement_content.known_from <= $2::bigint
  and read_model.agreement_content.known_to > $3::bigint
  and read_model.agreement_content.valid_from <= $4::date
  and read_model.agreement_content.valid_to > $5::date;

-- amendmentsOf
select *
  from read_model.amendment
  where agreement_id = any($1::text[])
  and read_model.amendment.known_from <= $2::bigint
  and read_model.amendment.known_to > $3::bigint
  order by place;

-- reviewsOf
select *
  from read_model.review
  where agreement_id = any($1::text[])
  and read_model.review.known_from <= $2::bigint
  and read_model.review.known_to > $3::bigint
  order by place;

-- supersededBy
select *
  from read_model.supersession
  where agreement_id = any($1::text[])
  and read_model.supersession.known_from <= $2::bigint
  and read_model.supersession.known_to > $3::bigint
  and read_model.supersession.valid_from <= $4::date
  and read_model.supersession.valid_to > $5::date;

-- supersededWith
select *
  from read_model.supersession
  where successor_id = any($1::text[])
  and read_model.supersession.known_from <= $2::bigint
  and read_model.supersession.known_to > $3::bigint
  and read_model.supersession.valid_from <= $4::date
  and read_model.supersession.valid_to > $5::date
  order by agreement_id;

-- passedOverOf
select o.*
  from read_model.passed_over as o
  inner join read_model.event as e on e.id = o.event_id
  where o.agreement_id = any($1::text[])
  and o.known_from <= $2::bigint
  and o.known_to > $3::bigint
  order by e.position;

-- countAgreementsBy status
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

select s.status as key, count(*) as count
  from read_model.agreement_counted as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and s.status = $5
  and s.in_force = $6
  and s.certainty = $7
  and s.kind = $8
  and s.ends_on >= $9
  and s.ends_on < $10
  and s.ends_on <= $11
  and s.agreement_id = $12
  and exists (
  select 1 as one
    from read_model.agreement_recorded as r
    where r.agreement_id = s.agreement_id
    and r.known_from <= $13::bigint
    and r.known_to > $14::bigint
    and r.last_recorded > coalesce(( select position
        from read_model.event
        where known < $15
        order by known desc, position desc
        limit 1), -1))
  and exists (
  select 1 as one
    from read_model.cited_source as c
    where c.agreement_id = s.agreement_id
    and c.source_id = $16
    and c.known_from <= $17::bigint
    and c.known_to > $18::bigint)
  and exists (
  select 1 as one
    from read_model.agreement as a
    where a.agreement_id = s.agreement_id
    and a.identifiers @> $19::text[]
    and a.known_from <= $20::bigint
    and a.known_to > $21::bigint)
  and exists (
  select 1
    from read_model.agreement f
    where f.agreement_id = s.agreement_id
    and f.known_from <= $22::bigint
    and f.known_to > $23::bigint
    and (f.search like $24
      and f.search like $25))
  and exists (
  select 1 as one
    from read_model.participation as p
    where p.agreement_id = s.agreement_id
    and p.organization_id = any($26::text[])
    and p.role = $27
    and p.known_from <= $28::bigint
    and p.known_to > $29::bigint
    and p.valid_from <= $30::date
    and p.valid_to > $31::date)
  group by s.status;

-- countAgreements
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

select count(*) as count
  from read_model.agreement_counted as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and s.status = $5
  and s.in_force = $6
  and s.certainty = $7
  and s.kind = $8
  and s.ends_on >= $9
  and s.ends_on < $10
  and s.ends_on <= $11
  and s.agreement_id = $12
  and exists (
  select 1 as one
    from read_model.agreement_recorded as r
    where r.agreement_id = s.agreement_id
    and r.known_from <= $13::bigint
    and r.known_to > $14::bigint
    and r.last_recorded > coalesce(( select position
        from read_model.event
        where known < $15
        order by known desc, position desc
        limit 1), -1))
  and exists (
  select 1 as one
    from read_model.cited_source as c
    where c.agreement_id = s.agreement_id
    and c.source_id = $16
    and c.known_from <= $17::bigint
    and c.known_to > $18::bigint)
  and exists (
  select 1 as one
    from read_model.agreement as a
    where a.agreement_id = s.agreement_id
    and a.identifiers @> $19::text[]
    and a.known_from <= $20::bigint
    and a.known_to > $21::bigint)
  and exists (
  select 1
    from read_model.agreement f
    where f.agreement_id = s.agreement_id
    and f.known_from <= $22::bigint
    and f.known_to > $23::bigint
    and (f.search like $24
      and f.search like $25))
  and exists (
  select 1 as one
    from read_model.participation as p
    where p.agreement_id = s.agreement_id
    and p.organization_id = any($26::text[])
    and p.role = $27
    and p.known_from <= $28::bigint
    and p.known_to > $29::bigint
    and p.valid_from <= $30::date
    and p.valid_to > $31::date);

-- firstAgreementsOf
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

select parent, agreement_id, title_key
  from ( select listed.*, row_number() over (partition by parent
      order by title_key, agreement_id) as place
    from ( select distinct w.parent, s.agreement_id, s.title_key
      from read_model.participation p
      join unnest($1::text[], $2::text[]) w (parent, member) on w.member = p.organization_id
      join read_model.agreement_status s on s.agreement_id = p.agreement_id
      and s.known_from <= $3::bigint
      and s.known_to > $4::bigint
      and s.valid_from <= $5::date
      and s.valid_to > $6::date
      where p.organization_id = any($7::text[])
      and p.role = $8
      and p.known_from <= $9::bigint
      and p.known_to > $10::bigint
      and p.valid_from <= $11::date
      and p.valid_to > $12::date
      and s.in_force = $13 ) listed ) numbered
  where place <= $14
  order by parent, title_key, agreement_id;

-- countAgreementsOf
  with recursive gone (parent, member) as ( select wanted.id, wanted.id
    from unnest($1::text[]) wanted (id) union select gone.parent, m.predecessor_id
    from gone
    join read_model.organization_merger m on m.organization_id = gone.member
    and m.known_from <= $2::bigint
    and m.known_to > $3::bigint
    and m.valid_from <= $4::date
    and m.valid_to > $5::date ) select parent, member
  from gone
  where member <> parent;

select w.parent, count(distinct p.agreement_id)
  from read_model.participation p
  join unnest($1::text[], $2::text[]) w (parent, member) on w.member = p.organization_id
  join read_model.agreement_status s on s.agreement_id = p.agreement_id
  and s.known_from <= $3::bigint
  and s.known_to > $4::bigint
  and s.valid_from <= $5::date
  and s.valid_to > $6::date
  and s.in_force = $7
  where p.organization_id = any($8::text[])
  and p.role = $9
  and p.known_from <= $10::bigint
  and p.known_to > $11::bigint
  and p.valid_from <= $12::date
  and p.valid_to > $13::date
  group by w.parent;

-- listDaysOf
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

  with listed as (
  select agreement_id, begins, ends
    from ( select s.*, greatest(s.valid_from, lower(part.days)) as begins, least(s.valid_to, upper(part.days)) as ends
      from ((
        select s.*
          from read_model.agreement_counted as s
          where s.known_from <= $1::bigint
          and s.known_to > $2::bigint
          and s.status = $3
          and s.in_force = $4
          and s.certainty = $5
          and s.kind = $6
          and s.ends_on >= $7
          and s.ends_on < $8
          and s.ends_on <= $9
          and s.agreement_id = $10
          and exists (
          select 1 as one
            from read_model.agreement_recorded as r
            where r.agreement_id = s.agreement_id
            and r.known_from <= $11::bigint
            and r.known_to > $12::bigint
            and r.last_recorded > coalesce(( select position
                from read_model.event
                where known < $13
                order by known desc, position desc
                limit 1), -1))
          and exists (
          select 1 as one
            from read_model.cited_source as c
            where c.agreement_id = s.agreement_id
            and c.source_id = $14
            and c.known_from <= $15::bigint
            and c.known_to > $16::bigint)
          and exists (
          select 1 as one
            from read_model.agreement as a
            where a.agreement_id = s.agreement_id
            and a.identifiers @> $17::text[]
            and a.known_from <= $18::bigint
            and a.known_to > $19::bigint)
          and exists (
          select 1
            from read_model.agreement f
            where f.agreement_id = s.agreement_id
            and f.known_from <= $20::bigint
            and f.known_to > $21::bigint
            and (f.search like $22
              and f.search like $23)))) s
      join ( select p.agreement_id, unnest(range_agg(daterange(p.valid_from, p.valid_to))) as days
        from read_model.participation p
        where p.organization_id = any($24::text[])
        and p.role = $25
        and p.known_from <= $26::bigint
        and p.known_to > $27::bigint
        group by p.agreement_id ) part on part.agreement_id = s.agreement_id
      and part.days && daterange(s.valid_from, s.valid_to)) stretch) select day
  from ( select day
    from ( select unnest(array[begins, ends]) as day
      from listed union all select unnest(array[p.valid_from, p.valid_to])
      from read_model.participation p
      where p.role = any($28::text[])
      and p.known_from <= $29::bigint
      and p.known_to > $30::bigint
      and exists ( select 1
        from listed
        where listed.agreement_id = p.agreement_id
        and listed.begins < p.valid_to
        and listed.ends > p.valid_from) ) found
    where isfinite(day)
    group by day
    order by abs(day - $31::date), day
    limit $32 ) nearest
  order by day;

-- listInherited
  with recursive gone (parent, member) as ( select wanted.id, wanted.id
    from unnest($1::text[]) wanted (id) union select gone.parent, m.predecessor_id
    from gone
    join read_model.organization_merger m on m.organization_id = gone.member
    and m.known_from <= $2::bigint
    and m.known_to > $3::bigint
    and m.valid_from <= $4::date
    and m.valid_to > $5::date ) select parent, member
  from gone
  where member <> parent;

select s.agreement_id, s.title_key
  from read_model.agreement_status as s
  where s.known_from <= $1::bigint
  and s.known_to > $2::bigint
  and s.valid_from <= $3::date
  and s.valid_to > $4::date
  and exists (
  select 1 as one
    from read_model.participation as p
    where p.agreement_id = s.agreement_id
    and p.organization_id = any($5::text[])
    and p.role = any($6::text[])
    and p.known_from <= $7::bigint
    and p.known_to > $8::bigint
    and p.valid_from <= $9::date
    and p.valid_to > $10::date)
  order by s.title_key asc, s.agreement_id asc
  limit $11;

-- intentsOf
select *
  from read_model.intent
  where agreement_id = any($1::text[])
  and read_model.intent.known_from <= $2::bigint
  and read_model.intent.known_to > $3::bigint
  and read_model.intent.valid_from <= $4::date
  and read_model.intent.valid_to > $5::date
  order by declared_day, declared_position;

-- listIntents
select *
  from read_model.intent
  where state = $1
  and read_model.intent.known_from <= $2::bigint
  and read_model.intent.known_to > $3::bigint
  and read_model.intent.valid_from <= $4::date
  and read_model.intent.valid_to > $5::date
  and agreement_id = $6
  and declared_day <= $7
  and (declared_day, declared_position) > ($8::date, $9::bigint)
  order by declared_day asc, declared_position asc
  limit $10;

-- countIntents
select count(*) as count
  from read_model.intent
  where state = $1
  and read_model.intent.known_from <= $2::bigint
  and read_model.intent.known_to > $3::bigint
  and read_model.intent.valid_from <= $4::date
  and read_model.intent.valid_to > $5::date;

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- projectsByIds
select p.*, case when exists (
  select 1
    from read_model.programme_rule rule
    where rule.programme_id = p.programme_id
    and cardinality(rule.required_approvals) > 0
    and rule.known_from <= $1::bigint
    and rule.known_to > $2::bigint
    and rule.valid_from <= $3::date
    and rule.valid_to > $4::date) then array(
  select distinct approval
    from read_model.programme_rule rule, unnest(rule.required_approvals) approval
    where rule.programme_id = p.programme_id
    and rule.strength <> 'OPTIONAL'
    and rule.known_from <= $5::bigint
    and rule.known_to > $6::bigint
    and rule.valid_from <= $7::date
    and rule.valid_to > $8::date
    order by approval) else $9::text[] end as required_approvals, case when p.stage <> 'PROPOSED' or p.stage is null or cardinality(p.approvals) = 0 then p.stage when p.approvals @> case when exists (
  select 1
    from read_model.programme_rule rule
    where rule.programme_id = p.programme_id
    and cardinality(rule.required_approvals) > 0
    and rule.known_from <= $10::bigint
    and rule.known_to > $11::bigint
    and rule.valid_from <= $12::date
    and rule.valid_to > $13::date) then array(
  select distinct approval
    from read_model.programme_rule rule, unnest(rule.required_approvals) approval
    where rule.programme_id = p.programme_id
    and rule.strength <> 'OPTIONAL'
    and rule.known_from <= $14::bigint
    and rule.known_to > $15::bigint
    and rule.valid_from <= $16::date
    and rule.valid_to > $17::date
    order by approval) else $18::text[] end then 'APPROVED' else 'PARTLY_APPROVED' end as state
  from read_model.project as p
  where p.project_id = any($19::text[])
  and p.known_from <= $20::bigint
  and p.known_to > $21::bigint
  and p.valid_from <= $22::date
  and p.valid_to > $23::date;

-- listProjects
select p.proposed_day, p.project_id
  from read_model.project as p
  where p.annulled = $1
  and p.stage is not null
  and p.known_from <= $2::bigint
  and p.known_to > $3::bigint
  and p.valid_from <= $4::date
  and p.valid_to > $5::date
  and p.committee_id = $6
  and p.programme_id = $7
  and p.promoter_id = $8
  and case when p.stage <> 'PROPOSED' or p.stage is null or cardinality(p.approvals) = 0 then p.stage when p.approvals @> case when exists (
  select 1
    from read_model.programme_rule rule
    where rule.programme_id = p.programme_id
    and cardinality(rule.required_approvals) > 0
    and rule.known_from <= $9::bigint
    and rule.known_to > $10::bigint
    and rule.valid_from <= $11::date
    and rule.valid_to > $12::date) then array(
  select distinct approval
    from read_model.programme_rule rule, unnest(rule.required_approvals) approval
    where rule.programme_id = p.programme_id
    and rule.strength <> 'OPTIONAL'
    and rule.known_from <= $13::bigint
    and rule.known_to > $14::bigint
    and rule.valid_from <= $15::date
    and rule.valid_to > $16::date
    order by approval) else $17::text[] end then 'APPROVED' else 'PARTLY_APPROVED' end = any($18::text[])
  and (p.proposed_day, p.project_id) > ($19::date, $20::text)
  order by p.proposed_day asc, p.project_id asc
  limit $21;

-- countProjects
select count(*) as count
  from read_model.project as p
  where p.annulled = $1
  and p.stage is not null
  and p.known_from <= $2::bigint
  and p.known_to > $3::bigint
  and p.valid_from <= $4::date
  and p.valid_to > $5::date;

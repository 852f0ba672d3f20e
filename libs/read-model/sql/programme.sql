-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- programmesByIds
select *
  from read_model.programme
  where programme_id = any($1::text[])
  and read_model.programme.known_from <= $2::bigint
  and read_model.programme.known_to > $3::bigint;

-- rulesOfProgrammes
select *
  from read_model.programme_rule
  where programme_id = any($1::text[])
  and read_model.programme_rule.known_from <= $2::bigint
  and read_model.programme_rule.known_to > $3::bigint
  and read_model.programme_rule.valid_from <= $4::date
  and read_model.programme_rule.valid_to > $5::date
  order by code;

-- outcomesOf
select *
  from read_model.outcome
  where programme_id = any($1::text[])
  and observed_day <= $2
  and read_model.outcome.known_from <= $3::bigint
  and read_model.outcome.known_to > $4::bigint
  order by place;

-- annualsOf
select *
  from read_model.annual
  where programme_id = any($1::text[])
  and (adopted_day <= $2::date or reviewed_day <= $3::date)
  and read_model.annual.known_from <= $4::bigint
  and read_model.annual.known_to > $5::bigint
  order by year, coalesce(committee_id, '');

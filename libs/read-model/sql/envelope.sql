-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- envelopesByIds
select e.*, (
  select min(o.available::numeric)::text
    from read_model.envelope o
    where o.envelope_id = e.envelope_id
    and o.known_from <= $1::bigint
    and o.known_to > $2::bigint
    and o.valid_to > $3::date) as least_available, exists (
  select 1
    from read_model.envelope o
    where o.envelope_id = e.envelope_id
    and o.known_from <= $4::bigint
    and o.known_to > $5::bigint
    and o.available::numeric < 0) as overdrawn
  from read_model.envelope as e
  where e.envelope_id = any($6::text[])
  and e.known_from <= $7::bigint
  and e.known_to > $8::bigint
  and e.valid_from <= $9::date
  and e.valid_to > $10::date;

-- commitmentsOf
select *
  from read_model.commitment
  where envelope_id = any($1::text[])
  and committed_day <= $2::date
  and read_model.commitment.known_from <= $3::bigint
  and read_model.commitment.known_to > $4::bigint
  order by committed_day, place;

-- listEnvelopes
select envelope_id
  from read_model.envelope
  where begun = $1
  and read_model.envelope.known_from <= $2::bigint
  and read_model.envelope.known_to > $3::bigint
  and read_model.envelope.valid_from <= $4::date
  and read_model.envelope.valid_to > $5::date
  and fund = $6
  and programme_id = $7
  and (envelope_id) > ($8::text)
  order by envelope_id asc
  limit $9;

-- countEnvelopes
select count(*) as count
  from read_model.envelope
  where begun = $1
  and read_model.envelope.known_from <= $2::bigint
  and read_model.envelope.known_to > $3::bigint
  and read_model.envelope.valid_from <= $4::date
  and read_model.envelope.valid_to > $5::date;

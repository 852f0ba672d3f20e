-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- envelopesByIds
select *
  from read_model.envelope
  where envelope_id = any($1::text[])
  and read_model.envelope.known_from <= $2::bigint
  and read_model.envelope.known_to > $3::bigint
  and read_model.envelope.valid_from <= $4::date
  and read_model.envelope.valid_to > $5::date;

-- commitmentsOf
select *
  from read_model.commitment
  where envelope_id = any($1::text[])
  and committed_day <= $2::date
  and read_model.commitment.known_from <= $3::bigint
  and read_model.commitment.known_to > $4::bigint
  order by committed_day, place;

-- listEnvelopes
select *
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

-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- wordsOf agreementKinds
select word, count(distinct of)
  from ( select agreement_id as of, kind as word
    from read_model.agreement t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

-- wordsOf capacities
select word, count(distinct of)
  from ( select agreement_id || '|' || organization_id as of, capacity as word
    from read_model.participation t
    where t.known_from <= $1::bigint
    and t.known_to > $2::bigint
    and t.valid_from <= $3::date
    and t.valid_to > $4::date) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $5;

-- wordsOf leadRoles
select word, count(distinct of)
  from ( select agreement_id || '|' || organization_id as of, role as word
    from read_model.lead t
    where t.known_from <= $1::bigint
    and t.known_to > $2::bigint
    and t.valid_from <= $3::date
    and t.valid_to > $4::date) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $5;

-- wordsOf sectors
select word, count(distinct of)
  from ( select agreement_id as of, unnest(sectors) as word
    from read_model.agreement_counted t
    where t.known_from <= $1::bigint
    and t.known_to > $2::bigint
    and t.valid_from <= $3::date
    and t.valid_to > $4::date) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $5;

-- wordsOf organizationKinds
select word, count(distinct of)
  from ( select organization_id as of, kind as word
    from read_model.organization t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

-- wordsOf jurisdictions
select word, count(distinct of)
  from ( select organization_id as of, jurisdiction as word
    from read_model.organization t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

-- wordsOf regions
select word, count(distinct of)
  from ( select organization_id as of, unnest(regions) as word
    from read_model.organization t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

-- wordsOf identifierSchemes
select word, count(distinct of)
  from ( select 'o' || organization_id as of, jsonb_array_elements(details->'identifiers')->>'scheme' as word
    from read_model.organization t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint union all select 'a' || agreement_id, jsonb_array_elements(registration->'identifiers')->>'scheme'
    from read_model.agreement t
    where not annulled
    and t.known_from <= $3::bigint
    and t.known_to > $4::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $5;

-- wordsOf committeeKinds
select word, count(distinct of)
  from ( select committee_id as of, kind as word
    from read_model.committee t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

-- wordsOf sourceKinds
select word, count(distinct of)
  from ( select source_id as of, kind as word
    from read_model.source t
    where not annulled
    and t.known_from <= $1::bigint
    and t.known_to > $2::bigint) used
  where word is not null
  group by word
  order by count(distinct of) desc, word
  limit $3;

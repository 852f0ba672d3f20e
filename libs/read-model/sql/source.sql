-- The statements of the read model's questions. Made by `npm run generate`; do not edit.
-- The schema of the version that is live stands before each table.

-- sourcesByIds
select *
  from read_model.source
  where source_id = any($1::text[])
  order by known_from;

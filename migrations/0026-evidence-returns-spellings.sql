-- What the words of an authority's workbook stand for, as its analyst said once. The next check goes by it.
create table return_spelling (
  id            uuid primary key,
  -- The authority whose words they are.
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  return_kind   text not null,
  -- The set of codes: need, ethnicity.
  code_set      text not null,
  -- As spellings are compared: lower case, without marks. And as it stood in the file.
  written       text not null,
  shown         text not null,
  code          text not null,
  mapped_at     timestamptz not null,
  mapped_by     text not null,
  unique (agency, return_kind, code_set, written)
);
call access_shelter('return_spelling', 'return-spelling');
call access_history('return_spelling', 'return-spelling');
-- A mapping that was a mistake is taken back: the words are unknown again.
create policy may_take_back on return_spelling for delete
  using (agency = (select access_agency()) and (select access_grants('return-spelling', 'change', 'agency', 'any')));

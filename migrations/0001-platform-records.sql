-- Provenance that every loaded record shares: the document it came from, the load that brought it, and each version it has had.

create table source_document (
  key          text primary key,
  title        text not null,
  publisher    text not null,
  published    text,
  covers       text,
  url          text,
  licence      text,
  note         text
);

create table load (
  id           bigint generated always as identity primary key,
  loaded_at    timestamptz not null default now(),
  loaded_by    text not null,
  kind         text not null,
  files        jsonb not null,
  -- Of a load that repeats itself at every start: what its files held, so that the next start can tell in one query.
  fingerprint  text,
  counts       jsonb not null
);
create index load_kind on load (kind, id desc);

create table record_version (
  id           bigint generated always as identity primary key,
  kind         text not null,
  key          text not null,
  version      integer not null check (version > 0),
  body         jsonb not null,
  source_key   text references source_document (key),
  place        text,
  -- What the file said it accounts for; null where the kind of record belongs to no year or partnership.
  year         text,
  partnership  text,
  load_id      bigint not null references load (id),
  recorded_at  timestamptz not null default now(),
  unique (kind, key, version)
);
create index record_version_year on record_version (year) where year is not null;

create function refuse_rewriting_history() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: write a new version beside the old one', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger load_is_append_only before update or delete on load
  for each row execute function refuse_rewriting_history();
create trigger record_version_is_append_only before update or delete on record_version
  for each row execute function refuse_rewriting_history();
create trigger load_is_never_emptied before truncate on load
  for each statement execute function refuse_rewriting_history();
create trigger record_version_is_never_emptied before truncate on record_version
  for each statement execute function refuse_rewriting_history();

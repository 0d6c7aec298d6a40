-- Statutory returns that an authority's analyst checks in Kith. What is found in a return names children, so it is a
-- restricted kind of record; the receipt of an accepted return names none and is for more people of the authority.

create sequence return_upload_number;
create table return_upload (
  id            uuid primary key,
  -- RET-2026-0001
  reference     text not null unique,
  -- The authority whose return it is.
  agency        text not null references agency (key),
  team          text,
  owner_id      uuid not null references person (id),
  sealed        boolean not null default false,
  -- Which return: cin, annex-a.
  return_kind   text not null,
  -- By what it is checked: a year of rules (2024/25), or the day that it is about (2026-01-31).
  rules         text not null,
  state         text not null check (state in ('checking', 'unreadable', 'preview', 'accepted')),
  file_name     text not null,
  bytes         bigint not null,
  sha256        text not null,
  made_at       timestamptz not null,
  -- From 0 to 1000, and when whoever checks it was last heard of.
  progress      integer not null default 0 check (progress between 0 and 1000),
  heard_at      timestamptz not null,
  -- Why the file could not be read, in one sentence.
  fault         text,
  -- What the check says of the return as a whole. It names no child.
  outcome       jsonb,
  -- When it is removed unless it is accepted before.
  expires_at    timestamptz not null,
  check ((state = 'unreadable') = (fault is not null)),
  check ((state in ('preview', 'accepted')) = (outcome is not null))
);
create index return_upload_agency on return_upload (agency, made_at desc);
create index return_upload_left on return_upload (expires_at) where state <> 'accepted';

-- One rule that one child, or the return as a whole, fails: where, and the rows as they stand in the file.
create table return_finding (
  upload_id     uuid not null references return_upload (id) on delete cascade,
  -- In the order of the report.
  number        integer not null,
  rule          text not null,
  severity      text not null check (severity in ('error', 'query')),
  -- The id that the return gives the child; empty where it is about no child.
  child         text not null,
  -- By which it is the same finding in the next upload, together with its rule and child.
  about         text not null,
  tables        text[] not null,
  places        jsonb not null,
  rows          jsonb not null,
  primary key (upload_id, number)
);
create index return_finding_same on return_finding (upload_id, rule, child);

call access_guard('return_upload', 'return-upload');
create policy may_throw_away on return_upload for delete
  using (state <> 'accepted' and agency = (select access_agency()) and (select access_grants('return-upload', 'change', 'agency', 'any')));

-- Uploads that the caller may still write the findings of. Row-level security decides which of them are seen here.
create function return_open_uploads() returns uuid[] language sql stable as $$
  select array(select u.id from return_upload u
    where u.state <> 'accepted' and u.agency = access_agency() and access_grants('return-upload', 'change', 'agency', 'any'))
$$;
alter table return_finding enable row level security;
create policy may_read on return_finding for select using (exists (select from return_upload u where u.id = upload_id offset 0));
-- Asked once in a statement: a return can bring twenty thousand findings at a time.
create policy may_create on return_finding for insert with check (upload_id = any((select return_open_uploads())::uuid[]));

-- What is neither accepted nor thrown away is removed when its time is over, by the clock and for nobody in particular.
create function return_remove_left(at timestamptz) returns integer language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from return_upload u where u.state <> 'accepted' and u.expires_at <= $1 returning 1)
  select count(*)::integer from gone
$$;

-- What is kept of an accepted return for the authority's people: about no child.
create table return_receipt (
  id            uuid primary key references return_upload (id),
  reference     text not null unique,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  return_kind   text not null,
  rules         text not null,
  -- The days that the return accounts for, both included.
  covers_from   date not null,
  covers_to     date not null,
  file_name     text not null,
  bytes         bigint not null,
  sha256        text not null,
  accepted_at   timestamptz not null,
  accepted_by   text not null,
  -- Why it was accepted though errors stand in it; null where none did.
  because       text,
  children      integer not null,
  tables        jsonb not null,
  -- What became of each rule, with how many children fail it.
  results       jsonb not null,
  -- New, mended and still there, against the one accepted before; null for the first.
  since         jsonb,
  figures       jsonb not null,
  -- The area in whose snapshot they stand; null where they stand in none, and then why.
  area_code     text references area (code),
  not_counted   text,
  check ((area_code is null) = (not_counted is not null))
);
create index return_receipt_agency on return_receipt (agency, return_kind, accepted_at desc);
call access_shelter('return_receipt', 'return-receipt');
call access_history('return_receipt', 'return-receipt');

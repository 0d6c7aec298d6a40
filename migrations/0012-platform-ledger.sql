-- What people did, entry by entry, in a chain that nobody can rewrite. The code of an entry (mac) is made by the program
-- with a key that is not in the database, over the entry and the code of the entry before it.

create table ledger_entry (
  seq           bigint primary key,
  at            timestamptz not null,
  -- The act by its code: notification.read. outcome: done; refused by the rules; failed, for instance a wrong password.
  event         text not null,
  outcome       text not null check (outcome in ('done', 'refused', 'failed')),
  -- What the person was doing, in words.
  doing         text not null,
  person_id     uuid,
  -- The name at that time; for an act from the command line, who ran it.
  who           text not null,
  agency        text,
  role          text,
  purpose       text,
  kind          text,
  record_id     uuid,
  -- Records that were shown together in a list.
  seen          uuid[],
  why           text,
  request_id    text,
  session_id    uuid,
  -- Checksum over the entry's rows of field_change, null when it has none.
  changes       bytea,
  key_id        text not null,
  mac           bytea not null
);
create index ledger_entry_record on ledger_entry (record_id, seq) where record_id is not null;
create index ledger_entry_seen on ledger_entry using gin (seen) where seen is not null;
-- The ledger is read newest first, a page at a time, and narrowed down by any of these.
create index ledger_entry_at on ledger_entry (at, seq);
create index ledger_entry_person on ledger_entry (person_id, at, seq) where person_id is not null;
create index ledger_entry_nobody on ledger_entry (who, at, seq) where person_id is null;
create index ledger_entry_agency on ledger_entry (agency, at, seq) where agency is not null;
create index ledger_entry_event on ledger_entry (event, at, seq);
create index ledger_entry_kind on ledger_entry (kind, at, seq) where kind is not null;
create index ledger_entry_not_done on ledger_entry (outcome, at, seq) where outcome <> 'done';

-- The end of the chain. Only the functions here touch it.
create table ledger_head (
  only_one      boolean primary key default true check (only_one),
  seq           bigint not null,
  mac           bytea not null
);
insert into ledger_head (seq, mac) values (0, '\x');

-- History of every field of every record: what, from, to. Who, when and why stand in the entry.
create table field_change (
  seq           bigint not null references ledger_entry (seq),
  position      integer not null,
  kind          text not null,
  record_id     uuid not null,
  field         text not null,
  before        jsonb,
  after         jsonb,
  primary key (seq, position)
);
create index field_change_record on field_change (record_id, seq);

-- The chain's end at a day's close, signed. Kept elsewhere too, it shows later that nothing before it was rewritten.
create table ledger_checkpoint (
  id            bigint generated always as identity primary key,
  day           date not null,
  seq           bigint not null,
  mac           bytea not null,
  made_at       timestamptz not null,
  key_id        text not null,
  signature     bytea not null
);
create unique index ledger_checkpoint_day on ledger_checkpoint (day, seq);

-- Takes the end of the chain for the caller's transaction: the next entry waits until this one is kept or dropped.
create function ledger_take_head(out seq bigint, out mac bytea) language sql security definer set search_path = public, pg_temp as
  $$ select h.seq, h.mac from ledger_head h for update $$;

create function ledger_extend() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update ledger_head h set seq = new.seq, mac = new.mac where h.seq = new.seq - 1;
  if not found then
    raise exception 'a ledger entry follows the one before it' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger entry_extends_the_chain after insert on ledger_entry for each row execute function ledger_extend();

create trigger ledger_entry_is_append_only before update or delete on ledger_entry
  for each row execute function refuse_rewriting_history();
create trigger ledger_entry_is_never_emptied before truncate on ledger_entry
  for each statement execute function refuse_rewriting_history();
create trigger field_change_is_append_only before update or delete on field_change
  for each row execute function refuse_rewriting_history();
create trigger field_change_is_never_emptied before truncate on field_change
  for each statement execute function refuse_rewriting_history();
create trigger ledger_checkpoint_is_append_only before update or delete on ledger_checkpoint
  for each row execute function refuse_rewriting_history();
create trigger ledger_checkpoint_is_never_emptied before truncate on ledger_checkpoint
  for each statement execute function refuse_rewriting_history();

alter table ledger_entry enable row level security;
create policy whole_ledger on ledger_entry for select
  using ((select access_grants('ledger', 'read', 'partnership', 'any')));
create policy ledger_of_my_agency on ledger_entry for select
  using (agency = (select access_agency()) and (select access_grants('ledger', 'read', 'agency', 'any')));
create policy own_trail on ledger_entry for select
  using (person_id = (select access_person()));
create policy anybody_adds on ledger_entry for insert with check (true);

alter table ledger_head enable row level security;

alter table field_change enable row level security;
create policy read_with_its_record on field_change for select using (access_may('read', kind, record_id));
create policy anybody_adds on field_change for insert with check (true);

-- Who looked at a record and what they did there, for those who may decide who sees it.
create function ledger_of_record(kind text, record_id uuid) returns table (
  seq bigint, at timestamptz, event text, outcome text, doing text, person_id uuid, who text, agency text, role text, purpose text, why text, in_list boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not access_may('share', $1, $2) then return; end if;
  return query
    select e.seq, e.at, e.event, e.outcome, e.doing, e.person_id, e.who, e.agency, e.role, e.purpose, e.why, e.record_id is distinct from $2
    from ledger_entry e where e.record_id = $2 or e.seen @> array[$2];
end $$;
-- The entries behind a record's own history, for whoever may read the record.
create function ledger_of_changes(kind text, record_id uuid) returns table (
  seq bigint, at timestamptz, doing text, person_id uuid, who text, agency text, role text, why text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not access_may('read', $1, $2) then return; end if;
  return query
    select e.seq, e.at, e.doing, e.person_id, e.who, e.agency, e.role, e.why
    from ledger_entry e where e.record_id = $2 and e.changes is not null and e.outcome = 'done';
end $$;

-- What was changed about a person, the roles they held and the reviews of their access, for whoever may read the person:
-- these kinds of record stand behind the table of grants and behind no row-level security.
create function ledger_of_person(person_id uuid) returns table (
  seq bigint, "position" integer, at timestamptz, doing text, who text, role text, why text, kind text, record_id uuid, field text,
  before jsonb, after jsonb)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not access_grants('person', 'read', 'partnership', 'any') and not exists (
    select from person p where p.id = $1 and p.agency = access_agency() and access_grants('person', 'read', 'agency', 'any')
  ) then return; end if;
  return query
    select e.seq, f.position, e.at, e.doing, e.who, e.role, e.why, f.kind, f.record_id, f.field, f.before, f.after
    from field_change f join ledger_entry e on e.seq = f.seq
    where (f.kind = 'person' and f.record_id = $1)
      or (f.kind = 'role-holding' and f.record_id in (select h.id from role_holding h where h.person_id = $1))
      or (f.kind = 'access-review' and f.record_id in (select r.id from access_review r where r.person_id = $1));
end $$;

-- Entries in whose lists a record was shown: PostgreSQL uses that index behind no policy. The entries themselves stay behind it.
create function ledger_lists_with(record_id uuid) returns setof bigint language plpgsql stable security definer
  set search_path = public, pg_temp as $$
begin
  if not access_grants('ledger', 'read', 'partnership', 'any') and not access_grants('ledger', 'read', 'agency', 'any') then return; end if;
  return query select e.seq from ledger_entry e where e.seen @> array[$1];
end $$;

-- Codes of every act that the ledger knows, to choose from, for whoever may read some of the ledger. Jumps from one to the next.
create function ledger_events() returns setof text language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  known text := '';
begin
  if not access_grants('ledger', 'read', 'partnership', 'any') and not access_grants('ledger', 'read', 'agency', 'any') then return; end if;
  loop
    select e.event into known from ledger_entry e where e.event > known order by e.event limit 1;
    exit when not found;
    return next known;
  end loop;
end $$;

-- Number of the key that wrote the newest entry; null in an empty ledger. Asked at every start.
create function ledger_newest_key() returns text language sql stable security definer set search_path = public, pg_temp as
  $$ select e.key_id from ledger_entry e order by e.seq desc limit 1 $$;

-- The end of the chain, and the code at a place that the program remembers: whether it still stands is asked outside the database.
create function ledger_end(known bigint, out seq bigint, out mac bytea, out known_mac bytea) language sql stable security definer
  set search_path = public, pg_temp as
  $$ select h.seq, h.mac, (select e.mac from ledger_entry e where e.seq = $1) from ledger_head h $$;

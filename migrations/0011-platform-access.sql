-- Who may see what, decided by PostgreSQL itself. A transaction says who acts (kith.person, kith.agency, kith.team,
-- kith.roles, kith.purpose, kith.now); the policies below read the table of grants. Without those words nothing is seen.

-- The access table. Written from the program's own data by the role that owns it; the program may only read it.
create table access_grant (
  role          text not null,
  action        text not null,
  kind          text not null,
  scope         text not null check (scope in ('own', 'team', 'agency', 'partnership')),
  involvement   text not null check (involvement in ('any', 'involved')),
  purposes      text[] not null,
  why           text not null,
  position      integer not null,
  primary key (role, action, kind, scope, involvement)
);

-- Kinds of restricted record and the table that holds them: id, reference, agency, team, owner_id, sealed.
create table access_kind (
  kind          text primary key,
  table_name    text not null unique
);

-- People who work on a record (involved), and the only ones who see it once it is sealed (named).
create table record_person (
  id            uuid primary key default gen_random_uuid(),
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  person_id     uuid not null references person (id),
  part          text not null check (part in ('involved', 'named')),
  from_at       timestamptz not null,
  until_at      timestamptz,
  given_by      uuid references person (id),
  because       text not null
);
create index record_person_person on record_person (person_id, kind);
create index record_person_record on record_person (record_id);

-- Must not receive: an agency or a person from whom a record is kept, whatever their role.
create table record_barred (
  id            uuid primary key default gen_random_uuid(),
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  agency        text references agency (key),
  person_id     uuid references person (id),
  because       text not null,
  barred_by     uuid not null references person (id),
  barred_at     timestamptz not null,
  lifted_by     uuid references person (id),
  lifted_at     timestamptz,
  lifted_because text,
  check ((agency is null) <> (person_id is null))
);
create index record_barred_record on record_barred (record_id);
create index record_barred_agency on record_barred (agency) where agency is not null;
create index record_barred_person on record_barred (person_id) where person_id is not null;

-- Everybody who appears in a record, and the people of Kith who must therefore never reach it. Written by triggers only.
create table record_subject (
  source_id     uuid primary key,
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  name          text not null,
  born          date,
  person_id     uuid references person (id)
);
create index record_subject_name on record_subject (name);
create table record_conflict (
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  person_id     uuid not null references person (id),
  primary key (person_id, kind, record_id)
);
create index record_conflict_record on record_conflict (record_id);

create table break_glass (
  id            uuid primary key,
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  person_id     uuid not null references person (id),
  agency        text not null references agency (key),
  reason        text not null check (length(reason) >= 10),
  opened_at     timestamptz not null,
  ends_at       timestamptz not null,
  review_due    date not null,
  reviewed_by   uuid references person (id),
  reviewed_at   timestamptz,
  verdict       text check (verdict in ('right', 'not-right')),
  words         text,
  check (ends_at > opened_at and ends_at <= opened_at + interval '2 hours'),
  check (reviewed_by <> person_id)
);
create index break_glass_person on break_glass (person_id, ends_at);
create index break_glass_record on break_glass (record_id);

-- Somebody asked to see a record, which may not exist: the asker can't tell.
create table access_ask (
  id            uuid primary key,
  kind          text not null references access_kind (kind),
  record_id     uuid not null,
  person_id     uuid not null references person (id),
  agency        text not null references agency (key),
  reason        text not null,
  -- The reference that was typed; null where the asker came from a record's address.
  asked_for     text,
  asked_at      timestamptz not null,
  answer_due    date not null,
  answered_at   timestamptz,
  answered_by   uuid references person (id),
  given         boolean,
  answer        text,
  check (answered_by <> person_id),
  check ((answered_at is null) = (given is null))
);
create index access_ask_person on access_ask (person_id);
create index access_ask_record on access_ask (record_id);

-- The words of the transaction.
create function access_person() returns uuid language sql stable as
  $$ select nullif(current_setting('kith.person', true), '')::uuid $$;
create function access_agency() returns text language sql stable as
  $$ select nullif(current_setting('kith.agency', true), '') $$;
create function access_team() returns text language sql stable as
  $$ select nullif(current_setting('kith.team', true), '') $$;
create function access_roles() returns text[] language sql stable as
  $$ select string_to_array(coalesce(current_setting('kith.roles', true), ''), ',') $$;
create function access_purpose() returns text language sql stable as
  $$ select nullif(current_setting('kith.purpose', true), '') $$;
create function access_now() returns timestamptz language sql stable as
  $$ select coalesce(nullif(current_setting('kith.now', true), '')::timestamptz, now()) $$;

-- Whether the access table gives the action to one of the roles, at this scope and involvement, for the stated purpose.
-- These functions are asked with every statement: the words of the transaction are read once in each, not once a row.
create function access_grants(kind text, action text, scope text, involvement text) returns boolean
  language plpgsql stable as $$
declare
  mine text[] := access_roles();
  purpose text := access_purpose();
begin
  return access_person() is not null and exists (
    select from access_grant g
    where g.role = any(mine) and g.action = $2 and g.kind = $1 and g.scope = $3 and g.involvement = $4
      and purpose = any(g.purposes));
end $$;

-- Records that a person never reaches: they appear in it, or they or their agency are barred from it.
create function access_blocked(kind text) returns uuid[] language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  me uuid := access_person();
  mine text := access_agency();
begin
  return array(
    select c.record_id from record_conflict c where c.kind = $1 and c.person_id = me
    union all
    select b.record_id from record_barred b where b.kind = $1 and b.person_id = me and b.lifted_at is null
    union all
    select b.record_id from record_barred b where b.kind = $1 and b.agency = mine and b.lifted_at is null);
end $$;
create function access_part(kind text, part text) returns uuid[] language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  me uuid := access_person();
  at timestamptz := access_now();
begin
  return array(
    select p.record_id from record_person p
    where p.kind = $1 and p.person_id = me and p.part = $2 and p.from_at <= at and (p.until_at is null or p.until_at > at));
end $$;
create function access_broken_open(kind text) returns uuid[] language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  me uuid := access_person();
  at timestamptz := access_now();
begin
  return array(
    select b.record_id from break_glass b
    where b.kind = $1 and b.person_id = me and b.opened_at <= at and b.ends_at > at);
end $$;

-- The rule itself, as the text of a condition on a row of a restricted table. Every part of it that does not name a
-- column of the row is asked once in a statement, not once a row.
create function access_rule(kind text, action text) returns text language plpgsql immutable as $$
declare
  reach text := $r$(
    ((select access_grants(%1$L, %2$L, 'partnership', %3$L))
    or (agency = (select access_agency()) and (select access_grants(%1$L, %2$L, 'agency', %3$L)))
    or (agency = (select access_agency()) and team = (select access_team()) and (select access_grants(%1$L, %2$L, 'team', %3$L)))
    or (owner_id = (select access_person()) and agency = (select access_agency()) and (select access_grants(%1$L, %2$L, 'own', %3$L))))
  )$r$;
  allowed text;
begin
  allowed := '(' || format(reach, kind, action, 'any')
    || format(' or (id = any((select access_part(%L, %L))::uuid[]) and ', kind, 'involved') || format(reach, kind, action, 'involved') || '))';
  if action = 'create' then
    return format('owner_id = (select access_person()) and %s', allowed);
  end if;
  -- Who may break the seal in an emergency, or judge afterwards that somebody did, is decided without the seal.
  if action not in ('break-glass', 'review') then
    allowed := format('((not sealed or id = any((select access_part(%L, %L))::uuid[])) and %s)', kind, 'named', allowed);
  end if;
  if action = 'read' then
    allowed := format('(%s or id = any((select access_broken_open(%L))::uuid[]))', allowed, kind);
  end if;
  return format('%s and id <> all((select access_blocked(%L))::uuid[])', allowed, kind);
end $$;

-- The same rule for one record by its number, whether or not the caller may see it; false where there is no such record.
create function access_may(action text, kind text, record_id uuid) returns boolean language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  held text;
  answer boolean;
begin
  select k.table_name into held from access_kind k where k.kind = $2;
  if held is null or access_person() is null then return false; end if;
  execute format('select exists (select from %I where id = $1 and %s)', held, access_rule($2, $1)) into answer using $3;
  return answer;
end $$;

-- What the use case needs to decide for itself: how one record stands to the person who acts, and from whom it is kept. No
-- content.
create function access_facts(kind text, record_id uuid)
  returns table (agency text, team text, owner_id uuid, sealed boolean, involved boolean, named boolean, blocked boolean, broken_open boolean,
    kept_from text[])
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  held text;
begin
  select k.table_name into held from access_kind k where k.kind = $1;
  if held is null then return; end if;
  return query execute format($q$
    select t.agency, t.team, t.owner_id, t.sealed,
      t.id = any(access_part($1, 'involved')), t.id = any(access_part($1, 'named')),
      t.id = any(access_blocked($1)), t.id = any(access_broken_open($1)),
      array(select coalesce(a.name, p.name) from record_barred b
        left join agency a on a.key = b.agency left join person p on p.id = b.person_id
        where b.record_id = $2 and b.kind = $1 and b.lifted_at is null order by b.agency is null, 1)
    from %I t where t.id = $2 $q$, held) using $1, $2;
end $$;

-- The record behind a reference, for somebody who may break the seal in an emergency; null for everybody else.
create function access_find(kind text, reference text) returns uuid language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  held text;
  found_id uuid;
begin
  select k.table_name into held from access_kind k where k.kind = $1;
  if held is null then return null; end if;
  execute format('select t.id from %I t where t.reference = $1', held) into found_id using $2;
  if found_id is not null and access_may('break-glass', $1, found_id) then return found_id; end if;
  return null;
end $$;

-- Whom a record's questions go to, by its number alone: the person who holds it.
create function access_owner(kind text, record_id uuid) returns table (owner_id uuid, agency text, reference text) language plpgsql stable
  security definer set search_path = public, pg_temp as $$
declare
  held text;
begin
  select k.table_name into held from access_kind k where k.kind = $1;
  if held is null then return; end if;
  return query execute format('select t.owner_id, t.agency, t.reference from %I t where t.id = $1', held) using $2;
end $$;

-- Whether another person must never reach a record: asked before they are let in.
create function access_blocks(kind text, record_id uuid, person_id uuid) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (select from record_conflict c where c.kind = $1 and c.record_id = $2 and c.person_id = $3)
    or exists (select from record_barred b join person p on p.id = $3
      where b.kind = $1 and b.record_id = $2 and b.lifted_at is null and (b.person_id = $3 or b.agency = p.agency))
$$;

-- How other people stand to a record: asked before one of them is told of it, let in or kept out. No content.
create function access_standing(kind text, record_id uuid, people uuid[])
  returns table (person_id uuid, involved boolean, named boolean, blocked boolean) language sql stable security definer
  set search_path = public, pg_temp as $$
  select one.id, coalesce(stands.involved, false), coalesce(stands.named, false), access_blocks($1, $2, one.id)
  from unnest($3) as one (id)
  left join (
    select p.person_id, bool_or(p.part = 'involved') as involved, bool_or(p.part = 'named') as named
    from record_person p
    where p.kind = $1 and p.record_id = $2 and p.from_at <= access_now() and (p.until_at is null or p.until_at > access_now())
    group by p.person_id) as stands on stands.person_id = one.id
$$;

-- The record behind a reference that somebody typed to ask for access. Whether there is one is never shown to the asker.
create function access_asked_for(kind text, reference text) returns uuid language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  held text;
  found_id uuid;
begin
  select k.table_name into held from access_kind k where k.kind = $1;
  if held is null or access_person() is null then return null; end if;
  execute format('select t.id from %I t where t.reference = $1', held) into found_id using $2;
  return found_id;
end $$;

-- Emergency openings that nobody has judged yet, for the daily word to those who may. No reason, no content.
create function access_to_judge() returns table (kind text, record_id uuid, person_id uuid, review_due date)
  language sql stable security definer set search_path = public, pg_temp as
  $$ select b.kind, b.record_id, b.person_id, b.review_due from break_glass b where b.reviewed_at is null $$;

-- Requests for access that nobody has answered yet, for the same word. No reason, no content.
create function access_to_answer() returns table (kind text, record_id uuid, person_id uuid, answer_due date)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.kind, a.record_id, a.person_id, a.answer_due from access_ask a
  where a.answered_at is null $$;

-- Seals a record or opens it for its usual readers.
create function access_seal(kind text, record_id uuid, sealed boolean) returns boolean language plpgsql security definer
  set search_path = public, pg_temp as $$
declare
  held text;
begin
  if not access_may('share', $1, $2) then return false; end if;
  select k.table_name into held from access_kind k where k.kind = $1;
  if $3 then
    insert into record_person (kind, record_id, person_id, part, from_at, given_by, because)
    select $1, $2, access_person(), 'named', access_now(), access_person(), 'Sealed the record'
    where $2 <> all(access_part($1, 'named'));
  end if;
  execute format('update %I set sealed = $1 where id = $2', held) using $3, $2;
  return true;
end $$;

-- Whether somebody in service could decide who sees a record once they are named for it: by a role that they hold today, and
-- not kept from it.
create function access_could_decide(kind text, record_id uuid, person_id uuid) returns boolean language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  held text;
  owning text;
  today date := (access_now() at time zone 'Europe/London')::date;
begin
  select k.table_name into held from access_kind k where k.kind = $1;
  if held is null or access_blocks($1, $2, $3) then return false; end if;
  execute format('select t.agency from %I t where t.id = $1', held) into owning using $2;
  return exists (
    select from person p
    join role_holding h on h.person_id = p.id and h.from_date <= today and (h.until_date is null or h.until_date >= today)
    join access_grant g on g.role = h.role and g.kind = $1 and g.action = 'share' and g.involvement = 'any'
    where p.id = $3 and p.joined <= today and (p.left_on is null or p.left_on >= today)
      and (g.scope = 'partnership' or (g.scope = 'agency' and p.agency = owning)));
end $$;
-- Sealed records for which nobody is named who could decide who sees them: they would be shut for good.
create function access_stranded() returns table (kind text, record_id uuid) language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  one record;
begin
  for one in select k.kind, k.table_name from access_kind k order by k.kind loop
    return query execute format($q$
      select $1, t.id from %I t where t.sealed and not exists (
        select from record_person p where p.kind = $1 and p.record_id = t.id and p.part = 'named'
          and p.from_at <= access_now() and (p.until_at is null or p.until_at > access_now())
          and access_could_decide($1, t.id, p.person_id)) $q$, one.table_name) using one.kind;
  end loop;
end $$;
-- Names somebody who could decide for a sealed record that has nobody: by whoever made it, or by Kith itself in the night.
create function access_name_decider(kind text, record_id uuid, person_id uuid) returns boolean language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  if access_person() is not null and access_person() is distinct from (select o.owner_id from access_owner($1, $2) o) then return false; end if;
  if not access_could_decide($1, $2, $3) or not exists (select from access_stranded() s where s.kind = $1 and s.record_id = $2) then
    return false;
  end if;
  insert into record_person (kind, record_id, person_id, part, from_at, given_by, because)
  values ($1, $2, $3, 'named', access_now(), access_person(), case when access_person() is null
    then 'Nobody was left who decides about this sealed record' else 'Decides with its maker about the sealed record' end);
  return true;
end $$;

-- What stands in a restricted row about who may see it is not changed like other fields: only the functions above do.
create function access_keep_marks() returns trigger language plpgsql as $$
begin
  if (new.id, new.reference, new.agency, new.team, new.owner_id, new.sealed)
    is distinct from (old.id, old.reference, old.agency, old.team, old.owner_id, old.sealed)
    and not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member') then
    raise exception 'who may see a record is not changed this way' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- On a row that says who let in, barred, opened or asked: the program changes the named columns, which end or answer it, and
-- nothing of what was written first.
create function access_keep_rest() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - tg_argv) is distinct from (to_jsonb(old) - tg_argv)
    and not pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'member') then
    raise exception 'only % of this row is ever changed', array_to_string(tg_argv, ', ') using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
-- Whoever makes a sealed record is named in it.
create function access_name_owner() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into record_person (kind, record_id, person_id, part, from_at, given_by, because)
  values (tg_argv[0], new.id, new.owner_id, 'named', access_now(), new.owner_id, 'Made the record');
  return null;
end $$;

-- Puts a table of restricted records behind the rule.
create procedure access_guard(table_name text, kind text) language plpgsql as $$
begin
  insert into access_kind (kind, table_name) values ($2, $1);
  execute format('alter table %I enable row level security', $1);
  execute format('create policy may_read on %I for select using (%s)', $1, access_rule($2, 'read'));
  execute format('create policy may_create on %I for insert with check (%s)', $1, access_rule($2, 'create'));
  execute format('create policy may_change on %I for update using (%s) with check (%s)', $1, access_rule($2, 'change'), access_rule($2, 'change'));
  execute format('create trigger marks_are_kept before update on %I for each row execute function access_keep_marks()', $1);
  execute format('create trigger owner_is_named after insert on %I for each row execute function access_name_owner(%L)', $1, $2);
end $$;

-- Puts a table whose rows are part of a restricted record behind that record.
create procedure access_guard_part(table_name text, parent_column text, kind text) language plpgsql as $$
declare
  parent text;
begin
  select k.table_name into strict parent from access_kind k where k.kind = $3;
  execute format('alter table %I enable row level security', $1);
  -- "offset 0" keeps this a question about one record; without it the whole table of records is asked first.
  execute format('create policy may_read on %I for select using (exists (select from %I p where p.id = %I offset 0))', $1, parent, $2);
  execute format('create policy may_create on %I for insert with check (access_may(''change'', %L, %I))', $1, $3, $2);
  execute format('create policy may_change on %I for update using (access_may(''change'', %L, %I)) with check (access_may(''change'', %L, %I))', $1, $3, $2, $3, $2);
  execute format('create policy may_remove on %I for delete using (access_may(''change'', %L, %I))', $1, $3, $2);
end $$;

-- Two spellings of a name are compared by their first and last words, without case, accents and signs. Letters of every
-- script stay: a name that is written in none of ours must still meet itself.
create function access_name(name text) returns text language sql immutable as $$
  select case when cardinality(w) = 0 then '' when cardinality(w) = 1 then w[1] else w[1] || ' ' || w[cardinality(w)] end
  from (select array_remove(regexp_split_to_array(
    regexp_replace(
      translate(replace(replace(replace(replace(lower(normalize($1, nfkd)), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
        'łøđðıħ', 'loddih'),
      -- Accents that were parted from their letter, apostrophes of every sort, full stops, commas, brackets, quotation marks.
      '[\u0300-\u036f''`´ʹʻʼʾʿ‘’.,()"“”]', '', 'g'),
    '[\s\u2010-\u2015_-]+'), '') as w) as words
$$;

-- Who appears in a record and who is close to whom may be written at the same moment by two people: the later of the two
-- waits for the earlier, so that neither overlooks the other.
create function access_wait_for_name(name text, alone boolean) returns void language plpgsql as $$
begin
  if $2 then perform pg_advisory_xact_lock(hashtextextended('kith name ' || $1, 0));
  else perform pg_advisory_xact_lock_shared(hashtextextended('kith name ' || $1, 0));
  end if;
end $$;

-- A name that somebody had before stays theirs: whoever marries does not become a stranger to a record.
create table person_former_name (
  person_id     uuid not null references person (id),
  name          text not null,
  until_at      timestamptz not null,
  primary key (person_id, name)
);
alter table person_former_name enable row level security;
create index person_former_compared_name on person_former_name (access_name(name));

-- A relation that was withdrawn goes on to count for four weeks, so that nobody withdraws it to read and declares it again.
-- settled_at: when it was last seen to count no more.
alter table declared_relation add column settled_at timestamptz;
create function access_counts(withdrawn_at timestamptz) returns boolean language sql stable as
  $$ select $1 is null or $1 > access_now() - interval '28 days' $$;
create function access_settle_withdrawn() returns integer language sql security definer set search_path = public, pg_temp as $$
  with settled as (
    update declared_relation r set settled_at = access_now()
    where r.withdrawn_at is not null and r.settled_at is null and not access_counts(r.withdrawn_at) returning 1)
  select count(*)::integer from settled
$$;

create function access_meet(kind text, record_id uuid) returns void language sql security definer set search_path = public, pg_temp as $$
  delete from record_conflict c where c.kind = $1 and c.record_id = $2;
  insert into record_conflict (kind, record_id, person_id)
  select $1, $2, s.person_id from record_subject s where s.record_id = $2 and s.kind = $1 and s.person_id is not null
  union
  select $1, $2, p.id from record_subject s join person p on access_name(p.name) = s.name and s.name <> ''
    where s.record_id = $2 and s.kind = $1
  union
  select $1, $2, f.person_id from record_subject s join person_former_name f on access_name(f.name) = s.name and s.name <> ''
    where s.record_id = $2 and s.kind = $1
  union
  select $1, $2, r.person_id from record_subject s
    join declared_relation r on access_name(r.name) = s.name and s.name <> '' and access_counts(r.withdrawn_at)
    and (r.born is null or s.born is null or r.born = s.born)
    where s.record_id = $2 and s.kind = $1;
$$;
create index person_compared_name on person (access_name(name));
create index declared_relation_compared_name on declared_relation (access_name(name));

-- On a table of people who appear in a record, with columns id, name, born, person_id and the record's own.
create function access_subject_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  before uuid;
  after uuid;
begin
  if tg_op <> 'INSERT' then
    before := (to_jsonb(old) ->> tg_argv[1])::uuid;
    delete from record_subject where source_id = old.id;
  end if;
  if tg_op <> 'DELETE' then
    after := (to_jsonb(new) ->> tg_argv[1])::uuid;
    perform access_wait_for_name(access_name(new.name), false);
    insert into record_subject (source_id, kind, record_id, name, born, person_id)
    values (new.id, tg_argv[0], after, access_name(new.name), new.born, new.person_id);
  end if;
  if before is not null then perform access_meet(tg_argv[0], before); end if;
  if after is not null and after is distinct from before then perform access_meet(tg_argv[0], after); end if;
  return null;
end $$;
create procedure access_watch_subjects(table_name text, parent_column text, kind text) language plpgsql as $$
begin
  execute format('create trigger subjects_are_known after insert or update or delete on %I for each row execute function access_subject_changed(%L, %L)', $1, $3, $2);
end $$;

create function access_person_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'person' and tg_op = 'UPDATE' and access_name(old.name) <> access_name(new.name) then
    insert into person_former_name (person_id, name, until_at) values (new.id, old.name, access_now()) on conflict do nothing;
  end if;
  perform access_wait_for_name(access_name(new.name), true);
  perform access_meet(met.kind, met.record_id) from (
    select s.kind, s.record_id from record_subject s where s.name = access_name(new.name)
    union
    select c.kind, c.record_id from record_conflict c
    where c.person_id = coalesce((to_jsonb(new) ->> 'person_id')::uuid, (to_jsonb(new) ->> 'id')::uuid)) as met;
  return null;
end $$;
create trigger relations_are_known after insert or update on declared_relation
  for each row execute function access_person_changed();
create trigger names_are_known after insert or update of name on person
  for each row execute function access_person_changed();

-- Who moves to another agency, or leaves, takes nothing along that they were let in to.
create function access_person_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ends timestamptz := case when new.agency <> old.agency then access_now() else (new.left_on + 1)::timestamp at time zone 'Europe/London' end;
begin
  update record_person p set until_at = greatest(ends, p.from_at)
  where p.person_id = new.id and (p.until_at is null or p.until_at > ends);
  return null;
end $$;
create trigger what_was_open_ends after update of agency, left_on on person for each row
  when (new.agency <> old.agency or (new.left_on is not null and new.left_on is distinct from old.left_on))
  execute function access_person_moved();

-- What surrounds a record is as restricted as the record: seen by those it concerns and those who answer for the record.
alter table record_person enable row level security;
create policy mine_or_answered_for on record_person for select
  using (person_id = (select access_person()) or access_may('read', kind, record_id));
-- Nobody lets themselves in.
create policy given_by_who_may_share on record_person for insert
  with check (given_by = (select access_person()) and person_id <> (select access_person()) and access_may('share', kind, record_id));
create policy ended_by_who_may_share on record_person for update
  using (access_may('share', kind, record_id)) with check (access_may('share', kind, record_id));

create trigger only_ended before update on record_person for each row execute function access_keep_rest('until_at');

alter table record_barred enable row level security;
-- Whoever reads a record must know to whom it may not be passed on.
create policy known_to_who_may_read_or_share on record_barred for select
  using (access_may('read', kind, record_id) or access_may('share', kind, record_id));
create policy barred_by_who_may_share on record_barred for insert
  with check (barred_by = (select access_person()) and access_may('share', kind, record_id));
create policy lifted_by_who_may_share on record_barred for update
  using (access_may('share', kind, record_id)) with check (access_may('share', kind, record_id));
create trigger only_lifted before update on record_barred
  for each row execute function access_keep_rest('lifted_by', 'lifted_at', 'lifted_because');

-- To whom somebody is close is theirs to know.
alter table declared_relation enable row level security;
create policy mine on declared_relation for select using (person_id = (select access_person()));
create policy declared_for_oneself on declared_relation for insert with check (person_id = (select access_person()));
create policy withdrawn_by_oneself on declared_relation for update using (person_id = (select access_person()));
create trigger only_withdrawn before update on declared_relation for each row execute function access_keep_rest('withdrawn_at');

-- Nobody reads these two: they would tell where somebody appears.
alter table record_subject enable row level security;
alter table record_conflict enable row level security;

alter table break_glass enable row level security;
create policy mine_or_to_judge on break_glass for select
  using (person_id = (select access_person()) or access_may('review', kind, record_id) or access_may('share', kind, record_id));
create policy opened_by_who_may on break_glass for insert
  with check (person_id = (select access_person()) and agency = (select access_agency()) and access_may('break-glass', kind, record_id));
create policy judged_by_another on break_glass for update
  using (person_id <> (select access_person()) and access_may('review', kind, record_id));
create trigger only_judged before update on break_glass
  for each row execute function access_keep_rest('reviewed_by', 'reviewed_at', 'verdict', 'words');

alter table access_ask enable row level security;
create policy mine_or_to_answer on access_ask for select
  using (person_id = (select access_person()) or access_may('share', kind, record_id));
create policy asked_for_oneself on access_ask for insert
  with check (person_id = (select access_person()) and agency = (select access_agency()));
create policy answered_by_who_may_share on access_ask for update
  using (person_id <> (select access_person()) and access_may('share', kind, record_id));
create trigger only_answered before update on access_ask
  for each row execute function access_keep_rest('answered_by', 'answered_at', 'given', 'answer');

-- Who reads a record reads what was changed in it: also the partnership's own records behind access_shelter, which the
-- ledger's functions did not know. One view for every kind. It runs with the rights of its owner, for the entries of the
-- ledger stay closed; whether the record is readable is asked as whoever looks, behind that table's own policies.

-- Tables with a history, by the kind of record that the ledger names.
create table access_sheltered (
  record_table  text primary key,
  kind          text not null,
  -- A column with a person who reads the record's history as they read the record, though it was published.
  also          text,
  -- Fields that only the record's owner reads: what was written before it was anybody else's to read.
  drafts        text[] not null
);
create index access_sheltered_kind on access_sheltered (kind);

create procedure access_history(table_name text, kind text, also text default null, drafts text[] default '{}') language sql as $$
  insert into access_sheltered (record_table, kind, also, drafts) values ($1, $2, $3, $4)
$$;

-- Fields of a record's history that are kept from whoever asks; null where they may not read the record at all. Asked as
-- the caller: row-level security finds the record or does not. That everybody reads a published row opens no history.
create function history_kept_back(kind text, record_id uuid) returns text[] language plpgsql stable
  set search_path = public, pg_temp as $$
declare
  held access_sheltered;
  beyond text;
  kept text[];
begin
  if access_person() is null then return null; end if;
  if access_may('read', $1, $2) then return '{}'; end if;
  for held in select * from access_sheltered s where s.kind = $1 loop
    beyond := 'true';
    if exists (select from pg_attribute a where a.attrelid = held.record_table::regclass and a.attname = 'published' and not a.attisdropped) then
      beyond := 'not published or ' || access_reach(held.kind, 'read')
        || coalesce(' or ' || quote_ident(held.also) || ' = (select access_person())', '');
    end if;
    execute format('select case when t.owner_id = access_person() then ''{}'' else $2 end from %I t where t.id = $1 and (%s)', held.record_table, beyond)
      into kept using $2, held.drafts;
    if kept is not null then return kept; end if;
  end loop;
  return null;
end $$;

-- What was changed, field by field, with who, when and why. The reason of an entry is told with the record that it is about.
create view record_history with (security_barrier = true) as
  select r.kind, r.record_id, e.seq, f.position, e.at, e.doing, e.who, e.agency, e.role,
    case when e.record_id is not distinct from r.record_id then e.why end as why, f.field, f.before, f.after
  from (
    -- Grouped so that the question is asked once for a record and not once for each of its changes.
    select kind, record_id, (select history_kept_back(kind, record_id)) as kept from field_change group by kind, record_id
  ) r
  join field_change f on f.kind = r.kind and f.record_id = r.record_id
  join ledger_entry e on e.seq = f.seq and e.outcome = 'done'
  where r.kept is not null and f.field <> all (r.kept);

drop function ledger_of_changes(text, uuid);
drop function ledger_of_closure(text, uuid);

-- The terms of a group have a key; the ledger keeps them under a number made of it.
create function group_terms_id(group_key text) returns uuid language sql immutable as
  $$ select left(encode(sha256(convert_to('kith group ' || $1, 'UTF8')), 'hex'), 32)::uuid $$;
alter table group_terms add column id uuid generated always as (group_terms_id(group_key)) stored;

call access_history('action', 'action', also => 'passed_on_by');
call access_history('recommendation', 'recommendation');
call access_history('peer_challenge', 'peer-challenge');
call access_history('disagreement', 'disagreement');
call access_history('scrutiny_test', 'scrutiny');
call access_history('scrutiny_visit', 'scrutiny');
call access_history('scrutiny_statement', 'scrutiny', drafts => '{words}');
call access_history('arrangement_version', 'arrangements');
call access_history('lead_on_issue', 'lead-on-issue');
call access_history('budget', 'budget');
call access_history('group_member', 'governance-group');
call access_history('group_terms', 'governance-group');
call access_history('group_duty_evidence', 'governance-group');
call access_history('meeting', 'meeting');
call access_history('meeting_series', 'meeting');

-- What a paper holds, its bytes and the beginning of its text, is open to whoever reads the meeting until it is withdrawn:
-- then to whoever runs the meeting. That it was there, and why it is there no more, stays in the list.
create table meeting_paper_preview (
  paper_id      uuid not null,
  version       integer not null,
  preview       jsonb not null,
  primary key (paper_id, version),
  foreign key (paper_id, version) references meeting_paper_version (paper_id, version)
);
insert into meeting_paper_preview (paper_id, version, preview)
select paper_id, version, preview from meeting_paper_version where preview is not null;
alter table meeting_paper_version drop column preview;
alter table meeting_paper_preview enable row level security;
drop policy with_its_record on meeting_paper_bytes;

create procedure meeting_paper_holds(table_name text) language plpgsql as $$
begin
  execute format('create policy until_it_is_withdrawn on %I for select
    using (exists (select from meeting_paper p where p.id = paper_id and p.withdrawn_at is null offset 0))', $1);
  execute format('create policy added_with_its_paper on %I for insert
    with check (exists (select from meeting_paper p where p.id = paper_id and p.withdrawn_at is null offset 0))', $1);
  execute format($p$create policy governance_opens_withdrawn on %I for select
    using (exists (select from meeting_paper p where p.id = paper_id and exists (
      select from meeting where id = p.meeting_id and carrier = 'governance' and (%s
        or (forum_key = any((select governance_my_groups(true))::text[]) and (select access_grants('meeting', 'change', 'partnership', 'involved'))))
      offset 0) offset 0))$p$, $1, access_reach('meeting', 'change'));
end $$;
call meeting_paper_holds('meeting_paper_bytes');
call meeting_paper_holds('meeting_paper_preview');
drop procedure meeting_paper_holds;

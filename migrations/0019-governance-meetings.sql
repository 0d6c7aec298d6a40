-- Groups with their people, and the one engine of meetings. Decision 11: the engine's tables know a carrier, the part of
-- Kith whose meetings they are, and a forum, the body that meets. Who sees a meeting is said by its carrier: each adds
-- policies of its own that name it. Today there is one, governance, whose forums are the groups of the arrangements.

-- Who sits in a group from when to when: somebody who works with Kith, or a named seat of an agency.
create table group_member (
  id            uuid primary key,
  group_key     text not null references governance_group (key),
  agency        text not null references agency (key),
  person_id     uuid references person (id),
  seat          text,
  part          text not null check (part in ('chair', 'member', 'deputy', 'adviser')),
  voting        boolean not null,
  deputy_for    uuid references group_member (id),
  from_date     date not null,
  until_date    date check (until_date >= from_date),
  because       text not null,
  ended_because text,
  owner_id      uuid not null references person (id),
  made_at       timestamptz not null,
  check (person_id is not null or seat is not null),
  check ((part = 'deputy') = (deputy_for is not null))
);
create index group_member_group on group_member (group_key, from_date);
create index group_member_person on group_member (person_id) where person_id is not null;

-- What a group was told to be besides its published purpose: quorum, and for a task and finish group its remit and end.
create table group_terms (
  group_key     text primary key references governance_group (key),
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  quorum        jsonb not null,
  remit         text,
  ends_on       date,
  closure_test  text,
  closed_on     date,
  closed_words  text,
  version       integer not null,
  changed_at    timestamptz not null
);

-- What shows, in a year, that a group did one of its duties. The duty is kept in its own words: a year file may reorder
-- duties and word them anew, and what was shown for the earlier words stays with them.
create table group_duty_evidence (
  id            uuid primary key,
  group_key     text not null references governance_group (key),
  duty          text not null,
  year          text not null check (year ~ '^\d{4}-\d{2}$'),
  kind          text not null check (kind in ('decision', 'paper', 'action', 'words')),
  words         text not null,
  href          text,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  owner_name    text not null,
  made_at       timestamptz not null
);
create index group_duty_evidence_group on group_duty_evidence (group_key, year);

call access_shelter('group_member', 'governance-group');
call access_shelter('group_terms', 'governance-group');
call access_shelter('group_duty_evidence', 'governance-group');

create sequence meeting_number;
create sequence decision_number;

-- A body's regular meetings, from which dates are planned.
create table meeting_series (
  id            uuid primary key,
  carrier       text not null,
  forum_key     text not null,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  pattern       jsonb not null,
  first_on      date not null,
  last_on       date check (last_on >= first_on),
  starts        text not null,
  minutes       integer not null check (minutes between 15 and 720),
  place         text not null,
  moves         text not null,
  standing      jsonb not null,
  version       integer not null,
  made_at       timestamptz not null
);
create index meeting_series_forum on meeting_series (carrier, forum_key);

create table meeting (
  id            uuid primary key,
  reference     text not null unique,
  carrier       text not null,
  forum_key     text not null,
  series_id     uuid references meeting_series (id),
  -- The day that the series gave, before anything moved it.
  planned_for   date,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  title         text not null,
  day           date not null,
  starts        text not null,
  minutes       integer not null,
  place         text not null,
  state         text not null check (state in ('planned', 'agenda-sent', 'in-session', 'to-agree', 'agreed', 'cancelled')),
  moved_because text,
  cancelled_because text,
  -- Was over when it was entered.
  entered_afterwards boolean not null,
  quorum        jsonb not null,
  agreed_on     date,
  version       integer not null,
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  unique (series_id, planned_for)
);
create index meeting_forum on meeting (carrier, forum_key, day);
create index meeting_day on meeting (day);

create table meeting_item (
  id            uuid primary key,
  meeting_id    uuid not null references meeting (id),
  position      integer not null,
  kind          text not null check (kind in ('standing', 'live', 'own')),
  -- What a standing item is for: minutes of last time, what is not known.
  part          text,
  title         text not null,
  why_now       text,
  href          text,
  -- Where a live item comes from, so that it is not offered again.
  source_key    text,
  asks          text not null check (asks in ('note', 'discuss', 'decide')),
  minutes       integer check (minutes between 1 and 720),
  leads         text,
  made_at       timestamptz not null,
  unique (meeting_id, source_key)
);
create index meeting_item_meeting on meeting_item (meeting_id, position);

-- Every version of every text that was written in a meeting: minutes of an item, a contribution. Rows are added and never
-- changed, so no words are lost. 'beside': written against an older version, to be settled by somebody who reads both.
create table meeting_words (
  subject_id    uuid not null,
  meeting_id    uuid not null references meeting (id),
  version       integer not null,
  based_on      integer not null,
  standing      text not null check (standing in ('current', 'beside')),
  settles       integer[] not null,
  words         text not null,
  by_id         uuid not null references person (id),
  by_name       text not null,
  at            timestamptz not null,
  primary key (subject_id, version)
);
create index meeting_words_meeting on meeting_words (meeting_id);

-- Who was expected and who came, as they were on the day.
create table meeting_attendee (
  id            uuid primary key,
  meeting_id    uuid not null references meeting (id),
  member_key    text not null,
  name          text not null,
  agency        text not null references agency (key),
  part          text not null,
  voting        boolean not null,
  presence      text not null check (presence in ('present', 'apology', 'deputy', 'absent')),
  deputy_name   text,
  check ((presence = 'deputy') = (deputy_name is not null)),
  unique (meeting_id, member_key)
);

create table meeting_decision (
  id            uuid primary key,
  reference     text not null unique,
  meeting_id    uuid not null references meeting (id),
  item_id       uuid references meeting_item (id),
  carrier       text not null,
  forum_key     text not null,
  day           date not null,
  words         text not null,
  reasons       text not null,
  -- Keys of the agencies that decided, and what those said that did not agree.
  decided_by    text[] not null,
  dissent       jsonb not null,
  standing      text not null check (standing in ('decided', 'to-confirm')),
  confirmed_on  date,
  confirmed_words text,
  objective     text,
  published     boolean not null default false,
  published_at  timestamptz,
  made_at       timestamptz not null
);
create index meeting_decision_meeting on meeting_decision (meeting_id);
create index meeting_decision_day on meeting_decision (day) where published;

-- What an agency is asked for before a meeting. Its words stand in meeting_words under its id.
create table meeting_contribution (
  id            uuid primary key,
  meeting_id    uuid not null references meeting (id),
  agency        text not null references agency (key),
  asked         text not null,
  due_on        date not null,
  asked_at      timestamptz not null,
  answer        text check (answer in ('given', 'nothing-to-add')),
  answered_at   timestamptz,
  answered_name text,
  chased_at     timestamptz
);
create index meeting_contribution_meeting on meeting_contribution (meeting_id);
create index meeting_contribution_agency on meeting_contribution (agency, due_on);

-- What do we not know, who would know, who asks: listed until it is answered.
create table meeting_unknown (
  id            uuid primary key,
  meeting_id    uuid not null references meeting (id),
  carrier       text not null,
  forum_key     text not null,
  what          text not null,
  who_knows     text not null,
  asks          text not null,
  by_date       date not null,
  answer        text,
  answered_on   date,
  made_at       timestamptz not null
);
create index meeting_unknown_forum on meeting_unknown (carrier, forum_key) where answered_on is null;

-- Groups in which the person who acts sits on this day, or which they chair. Whoever left a group reads it no more.
create function governance_my_groups(chairing boolean) returns text[] language plpgsql stable security definer
  set search_path = public, pg_temp as $$
declare
  me uuid := access_person();
  today date := (access_now() at time zone 'Europe/London')::date;
begin
  return array(
    select m.group_key from group_member m
    where m.person_id = me and m.from_date <= today and (m.until_date is null or m.until_date >= today)
      and (not chairing or m.part = 'chair'));
end $$;

-- Meetings of the partnership's groups: by the access table, and by membership where it says so ("involved").
create procedure governance_carries(table_name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', $1);
  execute format($p$create policy governance_reads on %I for select using (carrier = 'governance' and (%s
    or (forum_key = any((select governance_my_groups(false))::text[]) and (select access_grants('meeting', 'read', 'partnership', 'involved')))))$p$,
    $1, access_reach('meeting', 'read'));
  execute format($p$create policy governance_creates on %I for insert with check (carrier = 'governance' and %s)$p$,
    $1, access_reach('meeting', 'create'));
  execute format($p$create policy governance_changes on %I for update using (carrier = 'governance' and (%s
    or (forum_key = any((select governance_my_groups(true))::text[]) and (select access_grants('meeting', 'change', 'partnership', 'involved')))))$p$,
    $1, access_reach('meeting', 'change'));
end $$;
call governance_carries('meeting_series');
call governance_carries('meeting');

call access_shelter_part('meeting_item', 'meeting', 'meeting_id');
call access_shelter_part('meeting_words', 'meeting', 'meeting_id');
call access_shelter_part('meeting_attendee', 'meeting', 'meeting_id');
call access_shelter_part('meeting_decision', 'meeting', 'meeting_id');
call access_shelter_part('meeting_contribution', 'meeting', 'meeting_id');
call access_shelter_part('meeting_unknown', 'meeting', 'meeting_id');
create policy published_is_for_everybody on meeting_decision for select using (published);

-- An agency's assurance lead reads what the agency was asked for, and answers it, whoever of the agency sits in the group.
create policy asked_of_the_agency on meeting_contribution for all
  using (agency = (select access_agency()) and (select access_grants('meeting-contribution', 'read', 'agency', 'any')))
  with check (agency = (select access_agency()) and (select access_grants('meeting-contribution', 'change', 'agency', 'any')));
create policy words_of_the_agency on meeting_words for all
  using (exists (select from meeting_contribution c where c.id = subject_id offset 0))
  with check (exists (select from meeting_contribution c where c.id = subject_id offset 0));

-- The line of a meeting that such a contribution is for: no content of the meeting itself.
create function meeting_of_contribution(contribution uuid) returns table (reference text, title text, day date, forum_key text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.reference, m.title, m.day, m.forum_key from meeting_contribution c join meeting m on m.id = c.meeting_id
  where c.id = $1 and c.agency = access_agency() and access_grants('meeting-contribution', 'read', 'agency', 'any')
$$;

-- Chases contributions to meetings of groups that are due by a day and were not chased since they fell due: marks them, and
-- says which members of their agencies can be told. For the daily word, which works for nobody; it sees no content.
create function governance_chase(today date) returns table (id uuid, meeting_id uuid, title text, due_on date, people uuid[])
  language sql security definer set search_path = public, pg_temp as $$
  with due as (
    select c.id, c.agency, c.due_on, m.id as meeting_id, m.title, m.forum_key
    from meeting_contribution c join meeting m on m.id = c.meeting_id
    where m.carrier = 'governance' and m.state in ('planned', 'agenda-sent') and c.answer is null and c.due_on <= $1
      and (c.chased_at is null or (c.chased_at at time zone 'Europe/London')::date < c.due_on)
    for update of c skip locked
  ), marked as (
    update meeting_contribution c set chased_at = access_now() from due where c.id = due.id
  )
  select due.id, due.meeting_id, due.title, due.due_on, array(
    select distinct g.person_id from group_member g join person p on p.id = g.person_id
    where g.group_key = due.forum_key and g.agency = due.agency and g.from_date <= $1 and (g.until_date is null or g.until_date >= $1)
      and (p.left_on is null or p.left_on >= $1))
  from due
$$;

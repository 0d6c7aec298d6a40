-- Serious incident notifications: the first restricted kind of record. Fields: Working Together 2023 and the Child
-- Safeguarding Practice Review Panel's guidance on notification; inventory row 88.

create sequence serious_incident_number;
create table serious_incident_notification (
  id            uuid primary key,
  -- SIN-2026-0001
  reference     text not null unique,
  -- The local authority that notifies, and within it a team where only that team is to see it.
  agency        text not null references agency (key),
  team          text,
  owner_id      uuid not null references person (id),
  sealed        boolean not null default false,
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  -- The area in which the incident happened.
  area_code     text not null references area (code),
  -- The day on which the local authority became aware: day 0 of five working days.
  aware_on      date not null,
  -- 2026-11-23, 2026-11 or 2026; null while not known.
  incident_on   text,
  outcome       text not null check (outcome in ('death', 'serious-harm')),
  harm          text[] not null,
  abuse_or_neglect text not null check (abuse_or_neglect in ('known', 'suspected', 'neither', 'not-known')),
  looked_after  text not null check (looked_after in ('yes', 'no', 'not-known')),
  care_leaver   text not null check (care_leaver in ('yes', 'no', 'not-known')),
  what_happened text not null,
  -- Sent to the Panel, which passes it to Ofsted and the Department for Education.
  notified_on   date,
  panel_reference text,
  partners_told_on date,
  -- Only for a looked-after child who died: the Secretary of State and Ofsted.
  secretary_of_state_told_on date
);
create index serious_incident_notification_agency on serious_incident_notification (agency, aware_on desc);
create index serious_incident_notification_aware on serious_incident_notification (aware_on desc);

-- Whoever appears in a notification: the child and the people around them.
create table serious_incident_person (
  id            uuid primary key,
  notification_id uuid not null references serious_incident_notification (id),
  part          text not null check (part in ('child', 'sibling', 'parent-or-carer', 'other-adult', 'professional')),
  name          text not null,
  born          date,
  -- Somebody who works with Kith.
  person_id     uuid references person (id),
  position      integer not null
);
create index serious_incident_person_notification on serious_incident_person (notification_id, position);

-- Whether each safeguarding partner agrees that the criteria are met.
create table serious_incident_view (
  notification_id uuid not null references serious_incident_notification (id),
  agency        text not null references agency (key),
  view          text not null check (view in ('agrees', 'disagrees', 'asked', 'not-asked')),
  given_on      date,
  words         text,
  primary key (notification_id, agency)
);

call access_guard('serious_incident_notification', 'serious-incident-notification');
call access_guard_part('serious_incident_person', 'notification_id', 'serious-incident-notification');
call access_guard_part('serious_incident_view', 'notification_id', 'serious-incident-notification');
call access_watch_subjects('serious_incident_person', 'notification_id', 'serious-incident-notification');

-- Whether somebody appears among these people, or is close to one of them: asked before a record about them is made, because
-- whoever makes it, or is to decide about it, could not open it again. people: [{"name": …, "born": …, "person_id": …}]
create function access_meets(who uuid, people jsonb) returns boolean language sql stable security definer
  set search_path = public, pg_temp as $$
  select exists (
    select from jsonb_to_recordset($2) as s (name text, born date, person_id uuid)
    where s.person_id = $1
      or access_name(s.name) <> '' and (
        exists (select from person p where p.id = $1 and access_name(p.name) = access_name(s.name))
        or exists (select from person_former_name f where f.person_id = $1 and access_name(f.name) = access_name(s.name))
        or exists (select from declared_relation r
          where r.person_id = $1 and access_counts(r.withdrawn_at) and access_name(r.name) = access_name(s.name)
            and (r.born is null or s.born is null or r.born = s.born))))
$$;

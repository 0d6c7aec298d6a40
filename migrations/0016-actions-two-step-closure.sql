-- Recommendations and the actions that answer them. An action closes in two steps with two evidences: done is not yet made a
-- difference (product rule 6; inventory rows 20, 21, 26, 111, 125). About no child: about what agencies do.

create sequence recommendation_number;
create table recommendation (
  id            uuid primary key,
  -- REC-2026-0001
  reference     text not null unique,
  -- The agency and the person that entered it.
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  words         text not null,
  -- The day on which its source made it.
  made_on       date not null,
  source_kind   text not null check (source_kind in ('practice-review', 'audit', 'decision', 'scrutiny', 'national-review', 'other')),
  -- Key of a published review or audit, number of a meeting's decision; null where the words say all.
  source_id     text,
  source_words  text not null,
  response      text not null default 'waiting' check (response in ('waiting', 'accepted', 'in-part', 'not-accepted')),
  response_why  text,
  responded_on  date,
  published     boolean not null default false,
  check ((response = 'waiting') = (responded_on is null)),
  check (response in ('waiting', 'accepted') or response_why is not null)
);
create index recommendation_source on recommendation (source_kind, source_id);
create index recommendation_made on recommendation (made_on desc, id desc);

-- Whose a recommendation is.
create table recommendation_agency (
  recommendation_id uuid not null references recommendation (id),
  agency        text not null references agency (key),
  primary key (recommendation_id, agency)
);

create sequence action_number;
create table action (
  id            uuid primary key,
  -- ACT-2026-0001
  reference     text not null unique,
  -- Whose it is: a person, and the agency for which they have it.
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  title         text not null,
  words         text not null,
  given_by      uuid not null references person (id),
  given_on      date not null,
  due_on        date not null,
  -- The date it was first given, which a later one does not hide.
  first_due_on  date not null,
  -- What it came from: a decision, a meeting, a challenge; null where it stands by itself or under a recommendation.
  origin_kind   text check (origin_kind in ('decision', 'meeting', 'challenge', 'practice-review', 'audit', 'scrutiny', 'other')),
  origin_id     text,
  origin_words  text,
  recommendation_id uuid references recommendation (id),
  -- The earlier action that did not help, or not enough.
  follows_id    uuid references action (id),
  priority      text,
  themes        text[] not null default '{}',
  state         text not null default 'open' check (state in ('open', 'done', 'made-a-difference', 'looked-at', 'not-needed')),
  -- A new date that its owner asked for and nobody has answered yet.
  asked_due_on  date,
  asked_due_why text,
  -- The impact test: what should change, how it will be seen, when it is looked at.
  test_change   text,
  test_seen_by  text check (test_seen_by in ('indicator', 'audit-question', 'feedback')),
  test_seen_words text,
  look_on       date,
  -- First evidence: what was done.
  evidence      text,
  done_on       date,
  done_by       uuid references person (id),
  -- Second evidence: what was found, by somebody else.
  verdict       text check (verdict in ('improved', 'no-change', 'worse', 'cannot-tell')),
  found         text,
  looked_on     date,
  looked_by     uuid references person (id),
  -- Why it is no longer needed.
  ended_on      date,
  ended_why     text,
  -- Who handed it over last: they may still see what becomes of it.
  passed_on_by  uuid references person (id),
  published     boolean not null default false,
  -- The day on which somebody must do something about it; null when it is over.
  next_on       date generated always as (case state when 'open' then due_on when 'done' then look_on end) stored,
  -- Over since.
  over_on       date generated always as (case state when 'made-a-difference' then looked_on when 'looked-at' then looked_on when 'not-needed' then ended_on end) stored,
  check ((origin_kind is null) = (origin_words is null)),
  check ((asked_due_on is null) = (asked_due_why is null)),
  check (num_nulls(test_change, test_seen_by, test_seen_words, look_on) in (0, 4)),
  -- Nothing is done without evidence and a test, nothing made a difference without a second evidence by somebody else.
  check (state not in ('done', 'made-a-difference', 'looked-at') or num_nulls(evidence, done_on, done_by, test_change) = 0),
  check (state not in ('made-a-difference', 'looked-at') or num_nulls(verdict, found, looked_on, looked_by) = 0),
  check (state <> 'made-a-difference' or verdict = 'improved'),
  check (state <> 'looked-at' or verdict <> 'improved'),
  check (state <> 'not-needed' or num_nulls(ended_on, ended_why) = 0),
  check (looked_by <> owner_id and looked_by <> done_by)
);
-- One work list for a person, an agency and everybody, the longest overdue first.
create index action_owner_next on action (owner_id, next_on, id) where next_on is not null;
create index action_agency_next on action (agency, next_on, id) where next_on is not null;
create index action_next on action (next_on, id) where next_on is not null;
create index action_owner_over on action (owner_id, over_on desc, id desc) where over_on is not null;
create index action_agency_over on action (agency, over_on desc, id desc) where over_on is not null;
create index action_over on action (over_on desc, id desc) where over_on is not null;
create index action_origin on action (origin_kind, origin_id) where origin_id is not null;
create index action_recommendation on action (recommendation_id) where recommendation_id is not null;
create index action_follows on action (follows_id) where follows_id is not null;
create index action_passed_on on action (passed_on_by) where passed_on_by is not null;
create index action_published on action (given_on) where published;

-- The objectives and pillars of the arrangements that an action serves.
create table action_objective (
  action_id     uuid not null references action (id),
  statement_key text not null references statement (key),
  primary key (statement_key, action_id)
);
create index action_objective_action on action_objective (action_id);

-- What became of an action, step by step. Nothing is overwritten: evidence and verdicts of an action that is opened again
-- stand here.
create table action_step (
  id            uuid primary key,
  action_id     uuid not null references action (id),
  position      integer not null,
  doing         text not null,
  by_id         uuid not null references person (id),
  at            timestamptz not null,
  -- The reason, the evidence, or what was found.
  words         text,
  verdict       text,
  due_from      date,
  due_to        date,
  owner_from    uuid references person (id),
  owner_to      uuid references person (id),
  unique (action_id, position)
);

-- How an agency's actions are chased: editable, because partnerships differ.
create table action_chasing (
  agency        text primary key references agency (key),
  -- So many working days before the due date the owner is reminded.
  remind_days   integer not null check (remind_days between 0 and 60),
  -- So many working days after it the named senior is told.
  senior_days   integer not null check (senior_days between 1 and 60),
  senior_id     uuid references person (id),
  version       integer not null default 1 check (version > 0),
  changed_by    uuid not null references person (id),
  changed_at    timestamptz not null
);

-- Each chase happens once for a due date, whoever notices that it is time.
create table action_chase (
  action_id     uuid not null references action (id),
  step          text not null check (step in ('before', 'late', 'senior', 'look')),
  for_day       date not null,
  at            timestamptz not null,
  told          uuid[] not null,
  -- The person it was meant for has left, so somebody else was told.
  instead_of    uuid references person (id),
  primary key (action_id, step, for_day)
);

call access_shelter('recommendation', 'recommendation');
call access_shelter_part('recommendation_agency', 'recommendation', 'recommendation_id');
call access_shelter('action', 'action');
call access_shelter_part('action_objective', 'action', 'action_id');
call access_shelter_part('action_step', 'action', 'action_id');

-- What the public may see was published on purpose.
create policy published_is_for_everybody on recommendation for select using (published);
create policy published_is_for_everybody on action for select using (published);

-- Whoever has an action may hand it over, though it is theirs no more afterwards; and sees what becomes of it.
create policy seen_by_who_passed_it_on on action for select
  using (passed_on_by = (select access_person()) and (select access_grants('action', 'read', 'own', 'any')));
create policy passed_on_by_its_owner on action for update
  using (owner_id = (select access_person()) and (select access_grants('action', 'change', 'own', 'any')))
  with check (passed_on_by = (select access_person()) and state = 'open');

-- A test is judged by whoever may, and never by its owner (the table's own check holds that for everybody).
create policy judged_by_who_may_review on action for update
  using (state in ('done', 'looked-at') and owner_id <> (select access_person())
    and ((select access_grants('action', 'review', 'partnership', 'any'))
      or (agency = (select access_agency()) and (select access_grants('action', 'review', 'agency', 'any')))))
  with check (owner_id <> (select access_person()) and state in ('open', 'made-a-difference', 'looked-at'));

-- Steps are added, never changed or taken away. They name people, so what is published does not publish them.
drop policy with_its_record on action_step;
create policy with_its_record on action_step for select
  using ((select access_person()) is not null and exists (select from action p where p.id = action_id offset 0));
create policy said_by_oneself on action_step for insert
  with check (by_id = (select access_person()) and exists (select from action p where p.id = action_id offset 0));

alter table action_chasing enable row level security;
create policy known_inside on action_chasing for select using ((select access_person()) is not null);
create policy kept_by_who_manages on action_chasing for insert
  with check ((select access_grants('action-chasing', 'manage', 'partnership', 'any')));
create policy changed_by_who_manages on action_chasing for update
  using ((select access_grants('action-chasing', 'manage', 'partnership', 'any')));

-- Chases are written by the functions below alone, and read with their action.
alter table action_chase enable row level security;
create policy with_its_record on action_chase for select
  using ((select access_person()) is not null and exists (select from action p where p.id = action_id offset 0));

-- What the reminders need to know of an action, and no more: no words of it. They work for nobody in particular.
create function action_for_chase(action_id uuid) returns table (id uuid, reference text, state text, agency text, owner_id uuid, given_by uuid,
    due_on date, look_on date, remind_days integer, senior_days integer, senior_id uuid, asked boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.reference, a.state, a.agency, a.owner_id, a.given_by, a.due_on, a.look_on, c.remind_days, c.senior_days, c.senior_id,
    a.asked_due_on is not null
  from action a left join action_chasing c on c.agency = a.agency
  where a.id = $1 and a.state in ('open', 'done')
$$;

-- Actions that may have to be chased today and were not yet: for the nightly look. How far ahead it looks follows from the
-- longest time before a due date at which an agency wants its people reminded, weekends and holidays with it.
create function actions_to_chase(today date) returns table (id uuid) language sql stable security definer
  set search_path = public, pg_temp as $$
  select a.id from action a
  where a.next_on is not null
    and a.next_on <= $1 + (select coalesce(greatest(max(remind_days), 5), 5) * 2 + 7 from action_chasing)
    and not exists (select from action_chase c where c.action_id = a.id and c.for_day = a.next_on
      and c.step = case when a.state = 'done' then 'look' when a.next_on < $1 then 'senior' else 'before' end)
  order by a.next_on, a.id
$$;

-- Writes down that an action was chased; false when it had been already, so that nobody is told twice.
create function action_chased(action_id uuid, step text, for_day date, told uuid[], instead_of uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into action_chase (action_id, step, for_day, at, told, instead_of) values ($1, $2, $3, $6, $4, $5)
  on conflict do nothing;
  return found;
end $$;

-- Every change of an action or a recommendation, for whoever may read it: the ledger itself opens to auditors only.
create function ledger_of_closure(kind text, record_id uuid) returns table (
  seq bigint, at timestamptz, doing text, who text, role text, why text, field text, before jsonb, after jsonb, "position" integer)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  readable boolean;
begin
  if $1 not in ('action', 'recommendation') then return; end if;
  execute format('select exists (select from %I where id = $1 and (%s %s))', $1, access_reach($1, 'read'),
    case $1 when 'action' then 'or passed_on_by = access_person()' else '' end) into readable using $2;
  if not readable then return; end if;
  return query
    select e.seq, e.at, e.doing, e.who, e.role, e.why, f.field, f.before, f.after, f.position
    from field_change f join ledger_entry e on e.seq = f.seq
    where f.kind = $1 and f.record_id = $2
    order by e.seq desc, f.position;
end $$;

-- Challenge between agencies (inventory rows 20, 21, 125; facts §1.7) and independent scrutiny (rows 14, 25, 26). About how
-- agencies work, never about a named child: what a record says of a child is "one child" or "a family".

create sequence peer_challenge_number;
create table peer_challenge (
  id            uuid primary key,
  -- PCH-2026-0001
  reference     text not null unique,
  -- Who challenges: the agency, the person, and the role in which they do.
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  raised_as     text not null,
  raised_on     date not null,
  -- Who is challenged; the person where one is known.
  other_agency  text not null references agency (key),
  asked_id      uuid references person (id),
  -- On what: a record of Kith by its key, or practice; about_words is how it was called on that day.
  about_kind    text not null check (about_kind in ('objective', 'priority', 'theme', 'recommendation', 'review', 'audit', 'practice')),
  about_key     text,
  about_words   text not null,
  theme_key     text,
  words         text not null,
  reply_by      date not null,
  state         text not null check (state in ('waiting', 'replied', 'changed', 'closed', 'withdrawn')),
  result        text check (result in ('accepted', 'in-part', 'not-accepted')),
  reply         text,
  replied_on    date,
  replied_by    uuid references person (id),
  what_changed  text,
  ended_on      date,
  ended_by      uuid references person (id),
  ended_words   text,
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  check (other_agency <> agency or raised_as = 'scrutineer'),
  check ((about_key is null) = (about_kind = 'practice')),
  check ((reply is null) = (result is null))
);
create index peer_challenge_agency on peer_challenge (agency, raised_on desc);
create index peer_challenge_other on peer_challenge (other_agency, raised_on desc);
create index peer_challenge_open on peer_challenge (reply_by) where state = 'waiting';
call access_shelter('peer_challenge', 'peer-challenge');

-- Whoever is asked, and whoever answers for the agency that is.
create policy asked_reads on peer_challenge for select using (
  (asked_id = (select access_person()) and (select access_grants('peer-challenge', 'read', 'own', 'any')))
  or (other_agency = (select access_agency()) and (select access_grants('peer-challenge', 'read', 'agency', 'any'))));
create policy asked_answers on peer_challenge for update using (
  (asked_id = (select access_person()) and (select access_grants('peer-challenge', 'change', 'own', 'any')))
  or (other_agency = (select access_agency()) and (select access_grants('peer-challenge', 'change', 'agency', 'any'))));

-- What the yearly report says of a challenge: words written for the public, apart from the record, without anybody's name.
create table peer_challenge_summary (
  challenge_id  uuid primary key references peer_challenge (id),
  published     boolean not null default false,
  -- Year in which it was raised, as reports name it: 2026-27.
  report_year   text not null,
  raised_by     text not null,
  asked_of      text not null,
  about         text not null,
  words         text not null,
  result        text not null,
  written_by    uuid not null references person (id),
  written_at    timestamptz not null
);
create index peer_challenge_summary_year on peer_challenge_summary (report_year) where published;
call access_shelter_part('peer_challenge_summary', 'peer_challenge', 'challenge_id');
create policy published_is_for_everybody on peer_challenge_summary for select using (published);

create sequence professional_disagreement_number;
create table disagreement (
  id            uuid primary key,
  -- PDR-2026-0001
  reference     text not null unique,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  raised_on     date not null,
  other_agency  text not null references agency (key),
  -- Told in four words at most of whom it speaks: nobody is ever named.
  concerns      text not null check (concerns in ('one-child', 'a-family', 'several-children', 'practice')),
  cause         text not null,
  theme_key     text,
  words         text not null,
  wanted        text not null,
  own_reference text,
  other_reference text,
  urgent        boolean not null,
  stage         integer not null check (stage between 1 and 4),
  -- asked-1, answered-1 … asked-4, answered-4, resolved, withdrawn.
  state         text not null check (state ~ '^(asked|answered)-[1-4]$' or state in ('resolved', 'withdrawn')),
  outcome       text check (outcome in ('changed', 'in-part', 'stands-accepted', 'decided')),
  ended_on      date,
  ended_by      uuid references person (id),
  ended_words   text,
  -- What the partnership takes from it, written by the business unit.
  learning      text,
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  check (agency <> other_agency)
);
create index disagreement_agency on disagreement (agency, raised_on desc);
create index disagreement_other on disagreement (other_agency, raised_on desc);

-- One stage: who takes it up for each side, until when, what was answered, how it ended.
create table disagreement_stage (
  disagreement_id uuid not null references disagreement (id),
  stage         integer not null check (stage between 1 and 4),
  -- Who takes it up for the agency that disagrees.
  asker_id      uuid not null references person (id),
  -- Who is asked; null while nobody is known: then whoever answers for the agency is told.
  answerer_id   uuid references person (id),
  began_on      date not null,
  because       text not null,
  -- The last day in time and how it was counted, fixed on the day the stage began; null where no limit is set.
  due           date,
  counted       text not null,
  answer        text check (answer in ('changed', 'in-part', 'stands')),
  answer_words  text,
  answered_on   date,
  answered_by   uuid references person (id),
  ended         text check (ended in ('resolved', 'escalated', 'withdrawn')),
  ended_on      date,
  primary key (disagreement_id, stage),
  check ((answer is null) = (answered_on is null) and (answer is null) = (answer_words is null))
);
create index disagreement_stage_asker on disagreement_stage (asker_id);
create index disagreement_stage_answerer on disagreement_stage (answerer_id);
create index disagreement_stage_due on disagreement_stage (due) where answer is null and ended is null;

call access_shelter('disagreement', 'disagreement');
call access_shelter_part('disagreement_stage', 'disagreement', 'disagreement_id');

-- Disagreements in which the person takes part, at whatever stage. Asked once in a statement.
create function disagreements_of_mine() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me uuid := access_person();
begin
  return array(select s.disagreement_id from disagreement_stage s where s.asker_id = me or s.answerer_id = me);
end $$;
create policy party_reads on disagreement for select using (
  (id = any((select disagreements_of_mine())::uuid[]) and (select access_grants('disagreement', 'read', 'own', 'any')))
  or (other_agency = (select access_agency()) and (select access_grants('disagreement', 'read', 'agency', 'any'))));
create policy party_acts on disagreement for update using (
  (id = any((select disagreements_of_mine())::uuid[]) and (select access_grants('disagreement', 'change', 'own', 'any')))
  or (other_agency = (select access_agency()) and (select access_grants('disagreement', 'change', 'agency', 'any'))));

-- How long each stage may take, in England's working days: the partnership's own numbers. A row is never changed; the newest
-- of a stage and urgency counts, the others are what counted before. What Kith starts with names where it comes from.
create table disagreement_limit (
  id            uuid primary key,
  stage         integer not null check (stage between 1 and 4),
  urgent        boolean not null,
  -- Null: no limit is set.
  days          integer check (days between 0 and 60),
  source        text not null,
  standing      text not null check (standing in ('recalled', 'example', 'agreed')),
  why           text not null,
  -- Null for what Kith brings along.
  set_by        uuid references person (id),
  set_at        timestamptz not null
);
create index disagreement_limit_newest on disagreement_limit (stage, urgent, set_at desc);
alter table disagreement_limit enable row level security;
create policy whoever_may_disagree on disagreement_limit for select using ((select access_grants('disagreement', 'read', 'own', 'any'))
  or (select access_grants('disagreement', 'read', 'agency', 'any')) or (select access_grants('disagreement', 'read', 'partnership', 'any')));
create policy set_by_the_business_unit on disagreement_limit for insert with check (
  set_by = (select access_person()) and (select access_grants('disagreement', 'manage', 'partnership', 'any')));

insert into disagreement_limit (id, stage, urgent, days, source, standing, why, set_at)
select gen_random_uuid(), stage, urgent, days, source, standing, 'What Kith starts with: set what your partnership agreed', '2026-11-01'
from (values
  (1, false, 2, 'Lincolnshire joint escalation protocol: an agreed plan within 2 working days', 'example'),
  (2, false, 5, 'Lincolnshire joint escalation protocol: managers talk within 5 working days', 'example'),
  (3, false, 2, 'Lincolnshire joint escalation protocol: senior liaison officers within 2 working days', 'example'),
  (4, false, null, 'Lincolnshire joint escalation protocol: an urgent meeting with an independent chair; it gives no number', 'example'),
  (1, true, 0, 'Lincolnshire joint escalation protocol asks for acknowledgement at once; the number is only remembered', 'recalled'),
  (2, true, 1, 'A starting value without a source: Cheshire East found that this stage needs an urgency mark', 'recalled'),
  (3, true, 1, 'A starting value without a source', 'recalled'),
  (4, true, null, 'No example gives a number', 'recalled')
) as shipped (stage, urgent, days, source, standing);

-- Who was reminded of what, and on which day: nobody is twice on one.
create table challenge_reminder (
  subject_id    uuid not null,
  person_id     uuid not null references person (id),
  day           date not null,
  primary key (subject_id, person_id, day)
);
alter table challenge_reminder enable row level security;

-- Who answers for an agency when nobody is named, or the one who was has left: its assurance leads, else its partners.
create function challenge_answer_for(agency text, today date) returns setof uuid language sql stable security definer
  set search_path = public, pg_temp as $$
  with held as (
    select p.id, h.role from person p join role_holding h on h.person_id = p.id
    where p.agency = $1 and p.joined <= $2 and (p.left_on is null or p.left_on >= $2)
      and h.from_date <= $2 and (h.until_date is null or h.until_date >= $2)
      and h.role in ('assurance-lead', 'safeguarding-partner'))
  select distinct id from held
  where role = 'assurance-lead' or not exists (select from held lead where lead.role = 'assurance-lead') $$;

-- Clocks that run out by a day, with whom to remind, each at most once a day: it writes down whom it gives out. No words.
create function challenges_to_remind(today date, soon date)
  returns table (kind text, subject_id uuid, person_id uuid, due date, stage integer)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with waiting as (
    select 'peer-challenge' as kind, c.id, c.asked_id as person, c.other_agency, c.reply_by as due, null::integer as stage
    from peer_challenge c where c.state = 'waiting' and c.reply_by <= $2
    union all
    select 'disagreement', d.id, s.answerer_id, d.other_agency, s.due, d.stage
    from disagreement d join disagreement_stage s on s.disagreement_id = d.id and s.stage = d.stage
    where d.state = 'asked-' || d.stage and s.due <= $2
  ), named as (
    select w.*, p.id as there from waiting w
    left join person p on p.id = w.person and (p.left_on is null or p.left_on >= $1)
  ), told as (
    select n.kind, n.id, n.there as who, n.due, n.stage from named n where n.there is not null
    union
    select n.kind, n.id, a.who, n.due, n.stage from named n, challenge_answer_for(n.other_agency, $1) as a (who)
    where n.there is null and n.stage is distinct from 4
    union
    -- The last stage is the partners' own: their business unit is told that it waits.
    select n.kind, n.id, h.person_id, n.due, n.stage from named n join role_holding h on h.role = 'business-manager'
      and h.from_date <= $1 and (h.until_date is null or h.until_date >= $1)
    join person p on p.id = h.person_id and (p.left_on is null or p.left_on >= $1)
    where n.there is null and n.stage = 4
  ), claimed as (
    insert into challenge_reminder (subject_id, person_id, day) select t.id, t.who, $1 from told t
    on conflict do nothing returning challenge_reminder.subject_id, challenge_reminder.person_id
  )
  select t.kind, t.id, t.who, t.due, t.stage from told t join claimed c on c.subject_id = t.id and c.person_id = t.who $$;

-- Scrutiny: what the independent scrutineer tested, heard and states.
create table scrutiny_test (
  id            uuid primary key,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  -- What is tested: a recommendation, or a point that a review or an audit taught.
  about_kind    text not null check (about_kind in ('recommendation', 'review', 'audit')),
  about_key     text not null,
  -- The place of the point within it, from 0; null for a recommendation.
  about_place   integer,
  about_words   text not null,
  claimed       text not null,
  evidence      text not null,
  finding       text not null check (finding in ('in-practice', 'effect-not-seen', 'partly', 'not-carried-out')),
  found         text not null,
  tested_on     date not null,
  next_look_on  date,
  published     boolean not null default false,
  report_year   text not null,
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  check ((about_place is null) = (about_kind = 'recommendation'))
);
create index scrutiny_test_about on scrutiny_test (about_kind, about_key, tested_on desc);
create index scrutiny_test_day on scrutiny_test (tested_on desc);
call access_shelter('scrutiny_test', 'scrutiny');
create policy published_is_for_everybody on scrutiny_test for select using (published);

-- A walk-round or a conversation, without names. Only the scrutineer's own until it is shared.
create table scrutiny_visit (
  id            uuid primary key,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  visited_on    date not null,
  form          text not null check (form in ('walk-round', 'practitioners', 'children', 'parents', 'other')),
  place         text not null,
  heard         text not null,
  shared        boolean not null,
  made_at       timestamptz not null
);
create index scrutiny_visit_day on scrutiny_visit (visited_on desc);
alter table scrutiny_visit enable row level security;
create policy mine_or_shared on scrutiny_visit for select using (
  (owner_id = (select access_person()) and (select access_grants('scrutiny', 'read', 'own', 'any')))
  or (shared and (select access_grants('scrutiny', 'read', 'partnership', 'any'))));
create policy scrutineer_writes on scrutiny_visit for insert with check (
  owner_id = (select access_person()) and (select access_grants('scrutiny', 'create', 'own', 'any')));
create policy scrutineer_shares on scrutiny_visit for update using (
  owner_id = (select access_person()) and (select access_grants('scrutiny', 'change', 'own', 'any')));

-- The yearly statement. Each edition is drafted, signed, published and then kept as it is; a later one replaces it.
create table scrutiny_statement (
  id            uuid primary key,
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  report_year   text not null,
  edition       integer not null check (edition > 0),
  state         text not null check (state in ('draft', 'signed', 'published', 'replaced')),
  published     boolean not null default false,
  words         text not null,
  signed_at     timestamptz,
  published_at  timestamptz,
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  unique (report_year, edition),
  check (published = (state in ('published', 'replaced'))),
  check ((signed_at is null) = (state = 'draft'))
);
-- One edition of a year is worked on at a time, and one counts.
create unique index scrutiny_statement_working on scrutiny_statement (report_year) where state in ('draft', 'signed');
create unique index scrutiny_statement_counting on scrutiny_statement (report_year) where state = 'published';
alter table scrutiny_statement enable row level security;
create policy mine_or_signed on scrutiny_statement for select using (
  (owner_id = (select access_person()) and (select access_grants('scrutiny', 'read', 'own', 'any')))
  or (state <> 'draft' and (select access_grants('scrutiny', 'read', 'partnership', 'any'))));
create policy published_is_for_everybody on scrutiny_statement for select using (published);
create policy scrutineer_writes on scrutiny_statement for insert with check (
  owner_id = (select access_person()) and (select access_grants('scrutiny', 'create', 'own', 'any')));
create policy scrutineer_changes on scrutiny_statement for update using (
  (owner_id = (select access_person()) and (select access_grants('scrutiny', 'change', 'own', 'any')))
  or (state = 'signed' and (select access_grants('scrutiny', 'share', 'partnership', 'any')))
  or (state = 'published' and ((select access_grants('scrutiny', 'share', 'partnership', 'any'))
    or (select access_grants('scrutiny', 'change', 'own', 'any')))))
  with check ((owner_id = (select access_person()) and (select access_grants('scrutiny', 'change', 'own', 'any')))
  or (state in ('published', 'replaced') and ((select access_grants('scrutiny', 'share', 'partnership', 'any'))
    or (select access_grants('scrutiny', 'change', 'own', 'any')))));

-- What is signed stays as it is: only a draft can be written on.
create function scrutiny_keep_signed() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' and (new.words, new.report_year, new.edition, new.owner_id)
    is distinct from (old.words, old.report_year, old.edition, old.owner_id) then
    raise exception 'a signed statement is not changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_signed before update on scrutiny_statement for each row execute function scrutiny_keep_signed();

-- What a draft said at each saving.
create table scrutiny_statement_text (
  statement_id  uuid not null references scrutiny_statement (id),
  version       integer not null,
  words         text not null,
  saved_by      uuid not null references person (id),
  saved_at      timestamptz not null,
  primary key (statement_id, version)
);
-- Readable with the working right only: the public gets the edition, not its drafts.
alter table scrutiny_statement_text enable row level security;
create policy mine_only on scrutiny_statement_text for select using (saved_by = (select access_person())
  and (select access_grants('scrutiny', 'read', 'own', 'any')));
create policy mine_is_kept on scrutiny_statement_text for insert with check (saved_by = (select access_person()));

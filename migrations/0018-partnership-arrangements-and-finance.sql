-- Published arrangements in versions, who leads on which issue, objectives with what was done for them, and money. Working
-- Together 2018 and 2023 on local arrangements; inventory rows 2 to 6, 15 to 18 and 22.

-- Standing in the arrangements has dates; a day, month or year. Empty: since the arrangements began, and still.
alter table partner add column from_date text;
alter table partner add column until_date text;

-- What published arrangements are expected to hold, as editable data of the guidance.
create table arrangement_head (
  key           text primary key,
  title         text not null,
  asks          text not null,
  edition       text,
  checked       text not null check (checked in ('verified', 'recalled')),
  position      integer not null
);

-- One version of the arrangements. A number is kept by every version but those that were withdrawn.
create table arrangement_version (
  id            uuid primary key,
  partnership   text not null references partnership (key),
  number        integer check (number > 0),
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  state         text not null check (state in ('draft', 'in-review', 'signed', 'published', 'superseded', 'withdrawn')),
  -- Counts how often it was sent for review: a signature holds for the words that were signed.
  round         integer not null default 0,
  based_on      uuid references arrangement_version (id),
  -- Why there is a new version: what the public reads above what changed.
  why           text not null,
  -- Names of the areas, as of this version.
  areas         text[] not null,
  in_force_from date,
  review_due    date,
  sent_back_by  text references agency (key),
  sent_back_because text,
  signed_on     date,
  published_on  date,
  superseded_on date,
  published     boolean not null default false,
  unique (partnership, number),
  check ((number is null) = (state = 'withdrawn')),
  check (published = (state in ('published', 'superseded')))
);
-- One version is under way at a time, and one is in force.
create unique index arrangement_version_under_way on arrangement_version (partnership) where state in ('draft', 'in-review', 'signed');
create unique index arrangement_version_in_force on arrangement_version (partnership) where state = 'published';

-- Reviews of versions in force of which the office has been reminded: nothing that is not public.
create table arrangement_reminder (
  arrangement_id uuid not null references arrangement_version (id),
  review_due    date not null,
  primary key (arrangement_id, review_due)
);

create table arrangement_section (
  arrangement_id uuid not null references arrangement_version (id),
  -- The same in every version, so that one version is compared with another.
  key           text not null,
  -- What of the expected content it answers.
  head          text references arrangement_head (key),
  title         text not null,
  words         text not null,
  position      integer not null,
  version       integer not null default 1 check (version > 0),
  primary key (arrangement_id, key)
);

create table arrangement_agency (
  arrangement_id uuid not null references arrangement_version (id),
  agency        text not null references agency (key),
  -- The agency's name as of this version.
  name          text not null,
  standing      text not null check (standing in ('statutory', 'relevant')),
  position      integer not null,
  primary key (arrangement_id, agency)
);

create table arrangement_signature (
  id            uuid primary key,
  arrangement_id uuid not null references arrangement_version (id),
  round         integer not null,
  agency        text not null references agency (key),
  -- The post of whoever signed: never a name.
  post          text not null,
  -- Who signed in Kith; null where the signature was given on paper.
  person_id     uuid references person (id),
  -- Who wrote it down.
  recorded_by   uuid not null references person (id),
  signed_on     date not null,
  -- Where the signed paper is kept.
  kept_at       text,
  unique (arrangement_id, round, agency)
);

call access_shelter('arrangement_version', 'arrangements');
create policy published_is_for_everybody on arrangement_version for select using (published);
-- Whoever signs or asks for a change moves it on; nothing else of it is theirs.
create policy signing_moves_it on arrangement_version for update
  using (state = 'in-review' and (select access_grants('arrangements-signature', 'create', 'agency', 'any')))
  with check (state in ('signed', 'draft') and (select access_grants('arrangements-signature', 'create', 'agency', 'any')));

-- Parts are read with their version, and written only while it is a draft.
create procedure arrangement_part(table_name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', $1);
  execute format('create policy read_with_its_version on %I for select
    using (exists (select from arrangement_version v where v.id = arrangement_id offset 0))', $1);
  execute format('create policy written_in_a_draft on %I for all
    using ((select access_grants(''arrangements'', ''change'', ''partnership'', ''any''))
      and exists (select from arrangement_version v where v.id = arrangement_id and v.state = ''draft'' offset 0))
    with check ((select access_grants(''arrangements'', ''change'', ''partnership'', ''any''))
      and exists (select from arrangement_version v where v.id = arrangement_id and v.state = ''draft'' offset 0))', $1);
end $$;
call arrangement_part('arrangement_section');
call arrangement_part('arrangement_agency');
drop procedure arrangement_part;

-- Nobody changes a signature or takes one away. One is given for one's own agency, or written down by the office from paper.
alter table arrangement_signature enable row level security;
create policy read_with_its_version on arrangement_signature for select
  using (exists (select from arrangement_version v where v.id = arrangement_id offset 0));
create policy signed_for_my_agency on arrangement_signature for insert with check (
  recorded_by = (select access_person())
  and exists (select from arrangement_version v where v.id = arrangement_id and v.state = 'in-review' and v.round = arrangement_signature.round offset 0)
  and ((agency = (select access_agency()) and person_id = (select access_person()) and (select access_grants('arrangements-signature', 'create', 'agency', 'any')))
    or (person_id is null and kept_at is not null and (select access_grants('arrangements', 'change', 'partnership', 'any')))));

-- Which statutory partner leads on an issue where single leadership is needed (inventory row 4).
create table lead_on_issue (
  id            uuid primary key,
  partnership   text not null references partnership (key),
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  state         text not null check (state in ('leading', 'ended')),
  issue         text not null,
  lead_agency   text not null references agency (key),
  scope         text not null,
  from_date     date not null,
  until_date    date,
  ends_when     text,
  decided_on    date not null,
  decided_where text not null,
  decided_by    text not null,
  ended_on      date,
  ended_because text,
  published     boolean not null default false,
  check (until_date is null or until_date >= from_date),
  check ((state = 'ended') = (ended_on is not null and ended_because is not null))
);
create index lead_on_issue_from on lead_on_issue (partnership, from_date desc);
call access_shelter('lead_on_issue', 'lead-on-issue');
create policy published_is_for_everybody on lead_on_issue for select using (published);

-- Which published record was work for which objective or pillar, and why it is said to be (inventory row 18).
create table objective_tie (
  key           text primary key,
  objective     text not null references statement (key),
  record_kind   text not null check (record_kind in ('priority', 'practice-review', 'audit')),
  record_key    text not null,
  because       text not null,
  position      integer not null
);
create index objective_tie_objective on objective_tie (objective, position);

-- The money of one year of account. Every amount is whole pence.
create table budget (
  id            uuid primary key,
  partnership   text not null references partnership (key),
  year          text not null check (year ~ '^\d{4}-\d{2}$'),
  agency        text not null references agency (key),
  owner_id      uuid not null references person (id),
  version       integer not null default 1 check (version > 0),
  made_at       timestamptz not null,
  changed_at    timestamptz not null,
  state         text not null check (state in ('draft', 'proposed', 'agreed', 'closed', 'published')),
  round         integer not null default 0,
  -- What a reader must know of the whole year: that its figures are invented, say.
  note          text,
  sent_back_by  text references agency (key),
  sent_back_because text,
  -- What the money bought, what that changed, and what shows it; by post, never by name.
  bought        text,
  changed       text,
  evidence      text,
  judged_by     text,
  agreed_on     date,
  closed_on     date,
  published_on  date,
  published     boolean not null default false,
  unique (partnership, year),
  check (published = (state = 'published'))
);

create table budget_line (
  id            uuid primary key,
  budget_id     uuid not null references budget (id),
  -- The same in every year, so that one year is compared with another.
  key           text not null,
  title         text not null,
  kind          text not null check (kind in ('staff', 'scrutiny', 'training', 'reviews', 'audit', 'engagement', 'systems', 'premises', 'other')),
  planned       bigint not null check (planned between 0 and 10000000000),
  words         text,
  position      integer not null,
  version       integer not null default 1 check (version > 0),
  unique (budget_id, key)
);

create table budget_contribution (
  id            uuid primary key,
  budget_id     uuid not null references budget (id),
  contributor   text not null references agency (key),
  form          text not null check (form in ('money', 'in-kind')),
  -- Null where something is given in kind that nobody put a price on.
  agreed        bigint check (agreed between 0 and 10000000000),
  words         text,
  position      integer not null,
  version       integer not null default 1 check (version > 0),
  check (form = 'in-kind' or agreed is not null),
  check (form = 'money' or words is not null),
  unique (budget_id, contributor, form)
);

-- Money spent on a line or received from a partner. An entry is never changed: another one takes it back.
create table budget_entry (
  id            uuid primary key,
  budget_id     uuid not null references budget (id),
  line_id       uuid references budget_line (id),
  contribution_id uuid references budget_contribution (id),
  amount        bigint not null check (amount between -10000000000 and 10000000000 and amount <> 0),
  entry_date    date not null,
  words         text not null,
  recorded_by   uuid not null references person (id),
  recorded_at   timestamptz not null,
  -- The entry that this one takes back.
  reverses      uuid unique references budget_entry (id),
  check ((line_id is null) <> (contribution_id is null)),
  check ((amount < 0) = (reverses is not null))
);
create index budget_entry_budget on budget_entry (budget_id, entry_date, recorded_at);

-- That a statutory partner agrees to the budget.
create table budget_approval (
  id            uuid primary key,
  budget_id     uuid not null references budget (id),
  round         integer not null,
  agency        text not null references agency (key),
  post          text not null,
  person_id     uuid references person (id),
  recorded_by   uuid not null references person (id),
  approved_on   date not null,
  -- The meeting and minute where it was agreed outside Kith.
  minuted_at    text,
  unique (budget_id, round, agency)
);

call access_shelter('budget', 'budget');
create policy published_is_for_everybody on budget for select using (published);
create policy approving_moves_it on budget for update
  using (state = 'proposed' and (select access_grants('budget-approval', 'create', 'agency', 'any')))
  with check (state in ('agreed', 'draft') and (select access_grants('budget-approval', 'create', 'agency', 'any')));

-- Lines and contributions are the plan: written while the budget is a draft.
create procedure budget_plan(table_name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', $1);
  execute format('create policy read_with_its_budget on %I for select
    using (exists (select from budget b where b.id = budget_id offset 0))', $1);
  execute format('create policy written_in_a_draft on %I for all
    using ((select access_grants(''budget'', ''change'', ''partnership'', ''any''))
      and exists (select from budget b where b.id = budget_id and b.state = ''draft'' offset 0))
    with check ((select access_grants(''budget'', ''change'', ''partnership'', ''any''))
      and exists (select from budget b where b.id = budget_id and b.state = ''draft'' offset 0))', $1);
end $$;
call budget_plan('budget_line');
call budget_plan('budget_contribution');
drop procedure budget_plan;

-- Entries are added and never changed; once the year is closed only what takes an earlier one back, or stands in its place.
alter table budget_entry enable row level security;
create policy read_with_its_budget on budget_entry for select
  using (exists (select from budget b where b.id = budget_id offset 0));
create policy added_by_the_office on budget_entry for insert with check (
  recorded_by = (select access_person()) and (select access_grants('budget', 'change', 'partnership', 'any'))
  and exists (select from budget b where b.id = budget_id and b.state in ('agreed', 'closed', 'published') offset 0));

alter table budget_approval enable row level security;
create policy read_with_its_budget on budget_approval for select
  using (exists (select from budget b where b.id = budget_id offset 0));
create policy approved_for_my_agency on budget_approval for insert with check (
  recorded_by = (select access_person())
  and exists (select from budget b where b.id = budget_id and b.state = 'proposed' and b.round = budget_approval.round offset 0)
  and ((agency = (select access_agency()) and person_id = (select access_person()) and (select access_grants('budget-approval', 'create', 'agency', 'any')))
    or (person_id is null and minuted_at is not null and (select access_grants('budget', 'change', 'partnership', 'any')))));

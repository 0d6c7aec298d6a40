-- What Kith tells people: a line on their own page, and a message by mail. Neither holds what a record says.

create table notice (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  words         text not null,
  href          text,
  made_at       timestamptz not null,
  read_at       timestamptz
);
create index notice_person on notice (person_id, made_at desc);
alter table notice enable row level security;
create policy mine on notice for select using (person_id = (select access_person()));
create policy anybody_tells on notice for insert with check (true);
create policy mine_is_read on notice for update using (person_id = (select access_person()));

create table outbox_message (
  id            uuid primary key,
  address       text not null,
  subject       text not null,
  -- Where what is mailed opens an account: what whoever looks after mail may read instead.
  words         text not null,
  -- The mail itself then, sealed with a key that is not in the database, and dropped once it has left.
  sealed        bytea,
  made_at       timestamptz not null,
  -- Not tried before this moment.
  try_at        timestamptz not null,
  sent_at       timestamptz,
  given_up_at   timestamptz,
  -- How often the mail server refused it.
  tries         integer not null default 0,
  failed_because text,
  check (sent_at is null or given_up_at is null)
);
create index outbox_message_made on outbox_message (made_at desc, id);
create index outbox_message_waiting on outbox_message (try_at) where sent_at is null and given_up_at is null;
create index outbox_message_given_up on outbox_message (made_at desc) where given_up_at is not null;

-- How many notices somebody has not read: asked while a request is recognised, before it acts for anybody.
create function notices_unread(person uuid) returns integer language sql stable security definer set search_path = public, pg_temp as
  $$ select count(*)::integer from notice n where n.person_id = $1 and n.read_at is null $$;

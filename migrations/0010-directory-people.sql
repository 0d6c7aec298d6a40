-- The people who work with Kith: where they belong, which roles they hold on which days, how they prove who they are.

create table person (
  id            uuid primary key,
  name          text not null,
  -- Kept in lower case: two spellings are one mailbox.
  email         text not null unique check (email = lower(email)),
  agency        text not null references agency (key),
  team          text,
  job           text,
  joined        date not null,
  -- The last day on which this person may use Kith.
  left_on       date,
  -- Invented, for the demonstration alone.
  demonstration boolean not null default false,
  made_at       timestamptz not null,
  version       integer not null default 1,
  check (left_on is null or left_on >= joined)
);
create index person_agency on person (agency);

-- A role held on certain days. until_date is its last day; null while no end is known.
create table role_holding (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  role          text not null,
  from_date     date not null,
  until_date    date,
  because       text not null,
  -- Null where the operator of the machine gave it on the command line.
  given_by      uuid references person (id),
  given_at      timestamptz not null,
  ended_by      uuid references person (id),
  ended_at      timestamptz,
  ended_because text,
  check (until_date is null or until_date >= from_date - 1)
);
create index role_holding_person on role_holding (person_id);

-- People outside Kith to whom somebody is close: they must not meet in a record.
create table declared_relation (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  name          text not null,
  born          date,
  relation      text not null,
  declared_at   timestamptz not null,
  withdrawn_at  timestamptz
);
create index declared_relation_person on declared_relation (person_id);

-- The yearly access review: somebody entitled looked at what a person may do.
create table access_review (
  id            uuid primary key,
  year          text not null,
  person_id     uuid not null references person (id),
  -- The roles that stood at that moment.
  roles         text[] not null,
  verdict       text not null check (verdict in ('confirmed', 'to-change')),
  words         text,
  reviewed_by   uuid not null references person (id),
  reviewed_at   timestamptz not null
);
create index access_review_person on access_review (person_id, year);

create table terms_acceptance (
  person_id     uuid not null references person (id),
  version       text not null,
  accepted_at   timestamptz not null,
  primary key (person_id, version)
);

-- Who a provider of sign-in says this is. issuer and subject are the provider's own words.
create table person_identity (
  issuer        text not null,
  subject       text not null,
  person_id     uuid not null references person (id),
  linked_at     timestamptz not null,
  -- The address here by which its person was found.
  address       text not null,
  primary key (issuer, subject)
);

create table password (
  person_id     uuid primary key references person (id),
  -- argon2id, with its parameters and salt in the text.
  hash          text not null,
  changed_at    timestamptz not null
);

create table totp (
  person_id     uuid primary key references person (id),
  -- Sealed with a key that is not in the database.
  secret        bytea not null,
  confirmed_at  timestamptz,
  -- The newest time step that was used: a code works once.
  last_step     bigint not null default 0
);

create table passkey (
  id            text primary key,
  person_id     uuid not null references person (id),
  name          text not null,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null,
  made_at       timestamptz not null,
  used_at       timestamptz
);
create index passkey_person on passkey (person_id);

create table recovery_code (
  person_id     uuid not null references person (id),
  hash          bytea not null,
  used_at       timestamptz,
  primary key (person_id, hash)
);

-- A link by which a person chooses a password. Only its checksum is kept.
create table invitation (
  token_hash    bytea primary key,
  person_id     uuid not null references person (id),
  -- Null on the command line.
  made_by       uuid references person (id),
  -- The address to which it was mailed, unseen by its maker. Null where the maker read it.
  sent_to       text,
  made_at       timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  -- What was chosen through it was taken away again, because its maker could have used it in place of its person.
  closed_at     timestamptz
);
create index invitation_person on invitation (person_id);

-- Wrong tries by the checksum of the address that was typed, known here or not: both are locked alike.
create table sign_in_guard (
  address_hash  bytea primary key,
  wrong         integer not null,
  last_at       timestamptz not null,
  locked_until  timestamptz
);

-- A sign-in that is under way: a password that waits for its second factor, a provider that was asked, a challenge.
create table sign_in_step (
  token_hash    bytea primary key,
  kind          text not null,
  person_id     uuid references person (id),
  data          jsonb not null,
  made_at       timestamptz not null,
  expires_at    timestamptz not null
);
create index sign_in_step_expiry on sign_in_step (expires_at);

create table session (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  token_hash    bytea not null unique,
  -- For a moment after a change of token, requests that were under way still carry the old one.
  previous_hash bytea unique,
  rotated_at    timestamptz not null,
  way           text not null check (way in ('password', 'passkey', 'provider', 'demonstration')),
  -- Whether a second factor or the provider vouches for more than a password.
  strong        boolean not null,
  purpose       text,
  -- Agency and roles at the last change of token; when they differ from what is in force, the token is changed.
  rights        text not null,
  browser       text not null,
  started_at    timestamptz not null,
  seen_at       timestamptz not null,
  ends_at       timestamptz not null,
  ended_at      timestamptz,
  ended_because text,
  -- What the provider wants to see again at sign-out, sealed.
  provider_hint bytea
);
create index session_person on session (person_id) where ended_at is null;

-- What was typed into a form that came after its session had run out, sealed, for the same person's next session.
create table kept_form (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  path          text not null,
  body          bytea not null,
  kept_at       timestamptz not null
);
create index kept_form_person on kept_form (person_id);

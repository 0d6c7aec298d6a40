-- Addresses from which a person's own calendar fetches their meetings. Whoever has the address needs no more to read times
-- and places, so only a checksum of its secret is kept, and it ends with its owner's last day.
create table calendar_link (
  id            uuid primary key,
  person_id     uuid not null references person (id),
  secret_hash   bytea not null unique,
  made_at       timestamptz not null,
  -- The last day on which a calendar fetched it: that a calendar asks every hour is no news.
  read_on       date,
  ended_at      timestamptz,
  ended_because text
);
create unique index calendar_link_one on calendar_link (person_id) where ended_at is null;
alter table calendar_link enable row level security;
create policy its_owner on calendar_link using (person_id = (select access_person())) with check (person_id = (select access_person()));

-- For whom a calendar asks, as long as they work with Kith: a calendar signs nobody in.
create function calendar_link_owner(hash bytea, today date)
  returns table (id uuid, person_id uuid, name text, agency text, agency_name text, team text, roles text[])
  language sql stable security definer set search_path = public, pg_temp as $$
  select l.id, p.id, p.name, p.agency, a.name, p.team, array(
    select distinct h.role from role_holding h
    where h.person_id = p.id and h.from_date <= $2 and (h.until_date is null or h.until_date >= $2) order by 1)
  from calendar_link l join person p on p.id = l.person_id join agency a on a.key = p.agency
  where l.secret_hash = $1 and l.ended_at is null and p.joined <= $2 and (p.left_on is null or p.left_on >= $2)
$$;

-- Ends the address of one person, or with null of everybody whose last day is over, for good: it does not come back with them.
create function calendar_links_end(person uuid, because text, at timestamptz) returns integer
  language sql volatile security definer set search_path = public, pg_temp as $$
  with ended as (
    update calendar_link l set ended_at = $3, ended_because = $2
    where l.ended_at is null and (l.person_id = $1 or $1 is null and exists (
      select from person p where p.id = l.person_id and p.left_on < ($3 at time zone 'Europe/London')::date))
    returning l.id)
  select count(*)::integer from ended
$$;

-- Forgets addresses that ended before a moment.
create function calendar_links_forget(before timestamptz) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  delete from calendar_link where ended_at <= $1
$$;

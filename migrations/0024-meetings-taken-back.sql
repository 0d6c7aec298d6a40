-- What was done by mistake in a meeting can be taken back, and a decision taken without a quorum is confirmed by a meeting.

alter table meeting
  -- When members were sent the agenda; null again once it is moved, for they need it again.
  add column agenda_sent_at timestamptz,
  -- What was taken back last: {"what": "agreed" | "cancelled", "on": date, "because": words}.
  add column taken_back jsonb;
update meeting set agenda_sent_at = changed_at where state = 'agenda-sent';

alter table meeting_decision
  -- The later meeting that confirmed it, and keys of the agencies with a vote that were there. Null where it was confirmed
  -- before Kith asked for the meeting.
  add column confirmed_at_meeting uuid references meeting (id),
  add column confirmed_by text[] not null default '{}',
  add column withdrawn_on date,
  add column withdrawn_because text,
  drop constraint meeting_decision_standing_check,
  add constraint meeting_decision_standing_check check (standing in ('decided', 'to-confirm', 'withdrawn')),
  add check ((standing = 'withdrawn') = (withdrawn_on is not null and withdrawn_because is not null)),
  add check (not published or standing = 'decided'),
  add check (confirmed_at_meeting is null or (confirmed_on is not null and confirmed_at_meeting <> meeting_id));
create index meeting_decision_confirmed on meeting_decision (confirmed_at_meeting) where confirmed_at_meeting is not null;

-- Whoever gives a contribution without seeing the meeting must know whether it still takes any.
drop function meeting_of_contribution(uuid);
create function meeting_of_contribution(contribution uuid)
  returns table (reference text, title text, day date, state text, forum_key text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select m.reference, m.title, m.day, m.state, m.forum_key
  from meeting_contribution c join meeting m on m.id = c.meeting_id
  where c.id = $1 and c.agency = access_agency() and access_grants('meeting-contribution', 'read', 'agency', 'any')
$$;

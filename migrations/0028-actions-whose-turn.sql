-- What waits for whom: reminders ask whose turn it is, and nobody is reminded of what they may not do.

-- As before (migration 0016), with who said that it is done: they judge its effect as little as its owner does.
drop function action_for_chase(uuid);
create function action_for_chase(action_id uuid) returns table (id uuid, reference text, state text, agency text, owner_id uuid, given_by uuid,
    done_by uuid, due_on date, look_on date, remind_days integer, senior_days integer, senior_id uuid, asked boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.reference, a.state, a.agency, a.owner_id, a.given_by, a.done_by, a.due_on, a.look_on, c.remind_days, c.senior_days,
    c.senior_id, a.asked_due_on is not null
  from action a left join action_chasing c on c.agency = a.agency
  where a.id = $1 and a.state in ('open', 'done')
$$;

-- Effects that wait for whoever gave the action or answers for its agency, and requests for more time: few among many.
create index action_given_done on action (given_by, next_on, id) where state = 'done';
create index action_agency_done on action (agency, next_on, id) where state = 'done';
create index action_asked on action (next_on, id) where asked_due_on is not null;

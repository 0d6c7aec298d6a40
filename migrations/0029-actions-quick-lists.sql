-- Work lists that stay quick however much work there is.

-- The work of one objective, what is late first: read along an index, however many actions serve it. What the order and the
-- agency's list need is kept beside the objective by the database, so that no use case has to remember it.
alter table action_objective
  add column agency text,
  -- As in the action: the day on which somebody must do something about it; null when it is over.
  add column next_on date,
  -- As in the action: over since.
  add column over_on date;

update action_objective t set agency = a.agency, next_on = a.next_on, over_on = a.over_on from action a where a.id = t.action_id;
alter table action_objective alter column agency set not null;

create function action_objective_takes_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select a.agency, a.next_on, a.over_on into new.agency, new.next_on, new.over_on from action a where a.id = new.action_id;
  return new;
end $$;
create trigger place_is_taken before insert on action_objective for each row execute function action_objective_takes_place();

create function action_hands_on_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update action_objective t set agency = new.agency, next_on = new.next_on, over_on = new.over_on where t.action_id = new.id;
  return null;
end $$;
create trigger place_is_handed_on after update on action for each row
  when ((old.agency, old.next_on, old.over_on) is distinct from (new.agency, new.next_on, new.over_on))
  execute function action_hands_on_place();

create index action_objective_next on action_objective (statement_key, next_on, action_id) where next_on is not null;
create index action_objective_over on action_objective (statement_key, over_on desc, action_id desc) where over_on is not null;

-- Effects to judge wait for whoever gave the action; for others only where its giver can't judge anything, or not this one.
create index action_barred_giver_done on action (next_on, id)
  where state = 'done' and (given_by = owner_id or given_by = done_by);
create index action_done_by on action (done_by) where state = 'done';
drop index action_agency_done;

-- A budget that was begun for the wrong year is given up by whoever keeps it, while it was never with the partners. What was
-- planned, recorded or agreed in it stands in the way by itself: those rows refer to it, and none of them goes with it.
create policy given_up_while_empty on budget for delete using (
  state = 'draft' and round = 0 and (select access_grants('budget', 'change', 'partnership', 'any')));

-- What a group was set up to do, until when, what closes it and what came of it is for everybody, as its purpose is. What was
-- written before that was said on its form stays with those who could read it until somebody saves the terms again.
alter table group_terms add column published boolean not null default false;
create policy published_is_for_everybody on group_terms for select using (published);

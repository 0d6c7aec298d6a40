-- A budget that was begun for the wrong year is given up by whoever keeps it, while it was never with the partners. What was
-- planned, recorded or agreed in it stands in the way by itself: those rows refer to it, and none of them goes with it.
create policy given_up_while_empty on budget for delete using (
  state = 'draft' and round = 0 and (select access_grants('budget', 'change', 'partnership', 'any')));

-- Mail that opens an account: sealed with a key that is not in the database, and dropped once it has left. `words` then holds
-- what whoever looks after mail may read instead.

alter table outbox_message add column sealed bytea;

-- Events of rooms with the guarantees of the store: in one transaction an event gets its room's next
-- index, claims its idempotency key and raises the room's counters, or is recognised as a duplicate.
create table rooms (
  id text primary key,
  status text not null default 'active',
  latest_index bigint not null default -1,
  event_count bigint not null default 0,
  last_activity_at bigint not null default 0
) with (fillfactor = 50); -- every event updates its room: space for that within the page

create table events (
  room_id text not null,
  index bigint not null,
  id text not null,
  created_at bigint not null,
  encoded bytea not null,
  primary key (room_id, index),
  unique (room_id, id)
);

create table idempotency_keys (
  room_id text not null,
  key text not null,
  event_id text not null,
  expires_at timestamptz not null,
  primary key (room_id, key)
);

-- One call, one round trip, one transaction. Outcome: 0 room not found, 1 committed, 2 duplicate.
create function add_event(
  its_room text, its_id text, its_key text, created bigint, time_to_live interval, bytes bytea,
  out outcome int, out at_index bigint)
language plpgsql as $$
declare
  latest bigint;
begin
  -- The lock makes the adds of one room wait for each other: indices without gaps.
  select latest_index into latest from rooms where id = its_room for update;
  if not found then
    outcome := 0;
    return;
  end if;

  if its_key is not null then
    insert into idempotency_keys values (its_room, its_key, its_id, now() + time_to_live)
      on conflict (room_id, key) do update set event_id = excluded.event_id, expires_at = excluded.expires_at
      where idempotency_keys.expires_at <= now();
    if not found then
      outcome := 2;
      select index into at_index from events where room_id = its_room and id =
        (select event_id from idempotency_keys where room_id = its_room and key = its_key);
      return;
    end if;
  end if;

  insert into events values (its_room, latest + 1, its_id, created, bytes) on conflict (room_id, id) do nothing;
  if not found then
    delete from idempotency_keys where room_id = its_room and key = its_key;
    outcome := 2;
    select index into at_index from events where room_id = its_room and id = its_id;
    return;
  end if;

  update rooms
    set latest_index = latest + 1, event_count = event_count + 1, last_activity_at = greatest(last_activity_at, created)
    where id = its_room;
  outcome := 1;
  at_index := latest + 1;
end
$$;

-- What reports count: folds of facts, thrown away and made anew when the way of folding changes. Instants in milliseconds since 1970, 0: not yet.
create table measure_state (
    name text primary key,
    value text not null
);

-- One stay of a caller in a queue. how: waiting answered abandoned overflowed timed-out callback cut; number is that of the fact it began with.
create table stay (
    call text not null,
    number bigint not null,
    queue text not null,
    entered bigint not null,
    left_at bigint not null,
    how text not null,
    waited_ms bigint not null,
    since_arrival_ms bigint not null,
    agent text not null,
    primary key (call, number)
);
create index stay_by_time on stay (entered);

-- One agent's part in a call, from the offer on. how: offered answered no-answer declined busy unreachable withdrawn cut.
create table part (
    call text not null,
    number bigint not null,
    agent text not null,
    queue text not null,
    offered bigint not null,
    rung_ms bigint not null,
    began bigint not null,
    ended bigint not null,
    talk_ms bigint not null,
    hold_ms bigint not null,
    how text not null,
    sent_on text not null,
    came_by text not null,
    primary key (call, number)
);
create index part_by_time on part (offered);

-- A time in which an agent was in one state; number counts them.
create table agent_span (
    number bigint primary key,
    agent text not null,
    began bigint not null,
    ended bigint not null,
    state text not null,
    reason text not null,
    call text not null
);
create index agent_span_by_time on agent_span (began);
create index agent_span_open on agent_span (agent) where ended = 0;
create index agent_span_by_call on agent_span (call) where call <> '';

-- The caller's effort in a call; human: whether somebody talked with them.
create table journey (
    call text primary key,
    keys bigint not null,
    choices bigint not null,
    repeats bigint not null,
    transfers bigint not null,
    total_ms bigint not null,
    human bigint not null
);

-- What became of call-backs. what: promised reached missed.
create table callback_mark (
    call text not null,
    number bigint not null,
    at bigint not null,
    queue text not null,
    callback text not null,
    what text not null,
    primary key (call, number)
);
create index callback_mark_by_time on callback_mark (at);

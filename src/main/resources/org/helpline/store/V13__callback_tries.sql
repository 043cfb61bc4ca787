-- Who asked for a call-back and how: who is names of the customer between blanks, source script, desk:anna, api:crm, form or command line. due_*: when
-- the customer wants to be called.
alter table callback add column who text not null default '';
alter table callback add column source text not null default 'script';
alter table callback add column note text not null default '';
alter table callback add column due_from bigint;
alter table callback add column due_until bigint;

-- Each attempt, also of those that are over.
create table callback_try (
    callback text not null,
    number bigint not null,
    at bigint not null,
    agent text not null,
    outcome text not null,
    primary key (callback, number)
);

-- Those that are over: reached, given up or cancelled.
create table callback_end (
    id text primary key,
    who text not null,
    queue text not null,
    number text not null,
    name text not null,
    source text not null,
    note text not null,
    asked bigint not null,
    attempts bigint not null,
    ended bigint not null,
    agent text not null,
    outcome text not null
);
create index callback_end_by_time on callback_end (ended);

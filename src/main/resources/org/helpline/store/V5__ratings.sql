-- What callers have answered to a script's rating, one line per score. number is the fact's within its call; at in nanoseconds since 1970; queue and
-- agent those of the call by then. caller_id is emptied when the caller is forgotten: the score stays with queue and agent.
create table rating (
    call text not null,
    number bigint not null,
    at bigint not null,
    question text not null,
    score bigint not null,
    most bigint not null,
    queue text not null,
    agent text not null,
    caller_id text not null,
    primary key (call, number)
);
create index rating_by_time on rating (at);
create index rating_by_caller on rating (caller_id, at);

-- Who was promised a call-back, until they are reached or the call-back is given up. choices is JSON; number is as it will be dialled.
create table callback (
    id text primary key,
    from_interaction text not null,
    queue text not null,
    number text not null,
    name text not null,
    shown text not null,
    script text not null,
    language text not null,
    choices text not null,
    priority bigint not null,
    asked bigint not null,
    attempts bigint not null,
    not_before bigint not null
);

-- in, or callback for a call that we made.
alter table call_record add column direction text not null default 'in';

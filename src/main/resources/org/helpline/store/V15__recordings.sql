-- Recordings of conversations. Instants are milliseconds since 1970, until_at 0 is never. number is the caller's in the form that class Numbers
-- gives, to forget a caller by. agents: between spaces, with one before and after; pauses: FROM-TO by NAME, in milliseconds, between commas.
-- path is in the folder of recordings; stored and plain are SHA-256 of the file on the disk and of what it is when it is not encrypted.
create table recording (
    id text primary key,
    call text not null,
    queue text not null,
    agents text not null,
    at bigint not null,
    length_ms bigint not null,
    number text not null,
    started_by text not null,
    pauses text not null,
    state text not null,
    path text not null,
    bytes bigint not null,
    format text not null,
    stored text not null,
    plain text not null,
    key_id text not null,
    until_at bigint not null,
    trouble text not null
);
create index recording_by_call on recording (call);
create index recording_by_number on recording (number);
create index recording_by_time on recording (at);

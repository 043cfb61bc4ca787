-- What callers have said. Instants are milliseconds since 1970. box is the queue whose message it is, empty: it stays with its call;
-- number is the caller's in the form that class Numbers gives, to forget a caller by; the recording is a file of the id's name.
create table message (
    id text primary key,
    box text not null,
    call text not null,
    at bigint not null,
    length_ms bigint not null,
    bytes bigint not null,
    number text not null,
    caller text not null,
    caller_name text not null,
    dialled text not null,
    variable text not null,
    language text not null,
    answers text not null,
    state text not null,
    changed_by text not null
);
create index message_by_box on message (box, at);
create index message_by_number on message (number);

-- An e-mail about a message to one address: waiting, sent or given-up.
create table message_letter (
    message text not null,
    address text not null,
    state text not null,
    tries bigint not null,
    next_at bigint not null,
    trouble text not null,
    primary key (message, address)
);
create index message_letter_due on message_letter (next_at) where state = 'waiting';

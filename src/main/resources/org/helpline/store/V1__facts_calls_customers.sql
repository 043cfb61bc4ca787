-- Written in the SQL that SQLite and PostgreSQL share: text and bigint only. Instants are nanoseconds since 1970.

-- One line per start of the server; streams such as agent:anna count from 1 again in every run.
create table run (
    id bigint primary key,
    started bigint not null
);

-- The store's own secrets, in hex; callers: the key with which numbers become caller ids.
create table secret (
    name text primary key,
    value text not null
);

-- A key under which a caller's texts are sealed. To forget a caller, secret becomes null; the row stays.
create table caller_key (
    id text primary key,
    caller text not null,
    secret text,
    made bigint not null,
    destroyed bigint
);
create index caller_key_by_caller on caller_key (caller);

-- History, append-only. json holds sealed texts; interaction is the call an agent's fact belongs to.
create table fact (
    stream text not null,
    run bigint not null,
    number bigint not null,
    at bigint not null,
    offset_ms bigint not null,
    kind text not null,
    key_id text,
    interaction text,
    json text not null,
    primary key (stream, run, number)
);
create index fact_by_interaction on fact (interaction) where interaction is not null;

-- One line per call, kept up to date from its facts.
create table call_record (
    id text primary key,
    call_id text not null,
    arrived bigint not null,
    answered bigint,
    connected bigint,
    ended bigint,
    dialled text not null,
    caller_id text not null,
    key_id text,
    caller text not null,
    caller_name text not null,
    script text not null,
    language text not null,
    queue text not null,
    agent text not null,
    waited_ms bigint not null,
    talked_ms bigint not null,
    outcome text not null,
    ended_by text not null,
    reason text not null,
    sip_status bigint not null,
    wrap_up text not null default ''
);
create index call_record_by_time on call_record (arrived);
create index call_record_by_call_id on call_record (call_id);
create index call_record_by_caller on call_record (caller_id, arrived);
create index call_record_open on call_record (id) where ended is null;

-- Rows of several imports may lie here; only those of the import that table imported names are in force.
create table customer (
    import bigint not null,
    id text not null,
    name text not null,
    company text not null,
    email text not null,
    language text not null,
    revenue text not null,
    satisfaction text not null,
    last_contact text not null,
    notes text not null,
    primary key (import, id)
);

-- number is in the form that class Numbers gives: +E.164, or the exact user for extensions and SIP names.
create table customer_number (
    import bigint not null,
    number text not null,
    customer_id text not null,
    primary key (import, number, customer_id)
);
create index customer_number_by_customer on customer_number (import, customer_id);

create table caller_language (
    caller_id text primary key,
    language text not null
);

-- Files taken in, so that an unchanged one is not read again; import is the one in force.
create table imported (
    source text primary key,
    import bigint not null,
    hash text not null,
    at bigint not null,
    lines bigint not null
);

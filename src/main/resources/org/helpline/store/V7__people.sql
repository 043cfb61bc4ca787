-- Customers made here rather than imported; all that is known of them is in customer_edit and customer_reach. source: desk.
create table own_customer (
    id text primary key,
    source text not null,
    made_by text not null,
    made_at bigint not null
);

-- What was changed here: it wins over the customers' file, also over the next one. Instants are milliseconds since 1970.
create table customer_edit (
    customer_id text not null,
    field text not null,
    value text not null,
    by_whom text not null,
    at bigint not null,
    primary key (customer_id, field)
);

-- Numbers and e-mail addresses added here, or (gone = 1) taken off though the file has them. kind: number, email; a number is in the
-- form that class Numbers gives, an address in lower case.
create table customer_reach (
    kind text not null,
    value text not null,
    customer_id text not null,
    gone bigint not null,
    by_whom text not null,
    at bigint not null,
    primary key (kind, value, customer_id)
);
create index customer_reach_by_customer on customer_reach (customer_id);

-- Two that are one: other is kept. Nothing of either is changed, so undoing it is exact.
create table customer_merge (
    number bigint primary key,
    kept text not null,
    other text not null,
    by_whom text not null,
    at bigint not null,
    undone bigint
);
create index customer_merge_by_kept on customer_merge (kept) where undone is null;
create unique index customer_merge_by_other on customer_merge (other) where undone is null;

-- kind: number, whose subject is one, or customer, whose subject is an id. flag: blocked, abusive. until: empty for ever.
create table customer_flag (
    kind text not null,
    subject text not null,
    flag text not null,
    why text not null,
    by_whom text not null,
    since bigint not null,
    until bigint,
    primary key (kind, subject, flag)
);

-- What another system answered about a number, and when; json is its fields.
create table customer_outside (
    number text primary key,
    at bigint not null,
    json text not null
);

-- Open orders, separated by ;.
alter table customer add column orders text not null default '';

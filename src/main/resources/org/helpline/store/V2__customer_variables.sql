-- What scripts keep of a caller from one call to the next; kind is the value's, as ValueType has it.
create table customer_variable (
    caller_id text not null,
    name text not null,
    kind text not null,
    value text not null,
    set_at bigint not null,
    primary key (caller_id, name)
);

-- What scripts may ask of a customer. vip is yes or empty, tags are separated by ;.
alter table customer add column vip text not null default '';
alter table customer add column tags text not null default '';

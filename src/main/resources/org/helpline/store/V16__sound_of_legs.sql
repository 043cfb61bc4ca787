-- How the sound of a leg was in its worse direction, a fold of its facts. way: came went one-way; tenths of a percent and of a millisecond, negative: not known.
create table leg_sound (
    call text not null,
    number bigint not null,
    leg text not null,
    at bigint not null,
    agent text not null,
    queue text not null,
    trunk text not null,
    codec text not null,
    way text not null,
    lost_tenths bigint not null,
    jitter_tenths bigint not null,
    trip_tenths bigint not null,
    primary key (call, number)
);
create index leg_sound_by_time on leg_sound (at);

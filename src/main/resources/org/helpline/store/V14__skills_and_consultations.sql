-- The skills that a stay, or an agent's part, asked for: separated by commas, without levels.
alter table stay add column needs text not null default '';
alter table part add column needs text not null default '';

-- Talks with others while the caller waited: asked for by the agent of this part, had with them, and how long all of these lasted.
alter table part add column consults bigint not null default 0;
alter table part add column consulted bigint not null default 0;
alter table part add column consult_ms bigint not null default 0;

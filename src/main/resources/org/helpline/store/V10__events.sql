-- Which facts are told to programs, in the order in which they were stored. A number is never given twice.
create table event (
  number integer primary key autoincrement,
  stream text not null,
  run integer not null,
  fact integer not null,
  at integer not null
);
create index event_at on event (at);

-- How far each webhook is, and which events it could not be told.
create table hook (name text primary key, delivered integer not null);
create table hook_dead (
  hook text not null,
  number integer not null,
  at integer not null,
  why text not null,
  primary key (hook, number)
);

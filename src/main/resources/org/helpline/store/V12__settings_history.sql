-- Changes of settings that were made at the desk. Secrets are never among the texts.
create table setting_change (
  number integer primary key,
  at integer not null,
  by_whom text not null,
  file text not null,
  section text not null,
  neighbour text not null, -- the section before it in the file, and how many lines below that one's end
  distance integer not null,
  before_text text not null,
  after_text text not null,
  undoes integer not null,
  undone_by integer not null
);

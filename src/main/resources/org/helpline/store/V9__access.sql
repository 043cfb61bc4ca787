-- Who did what. Lines are only added; a line of the last year cannot be taken out, and each holds the hash of the one before.
create table audit (
  number integer primary key,
  at integer not null,
  who text not null,
  source text not null,
  act text not null,
  what text not null,
  result text not null,
  before text not null,
  hash text not null
);
-- "insert or replace" deletes without asking the trigger of deletions
create trigger audit_no_replacing before insert on audit
when exists (select 1 from audit where number = new.number)
begin select raise(abort, 'the audit log is never changed'); end;
create trigger audit_no_update before update on audit
begin select raise(abort, 'the audit log is never changed'); end;
create trigger audit_no_delete before delete on audit
when old.at > (cast(strftime('%s', 'now') as integer) - 31536000) * 1000000000
begin select raise(abort, 'the audit log keeps at least a year'); end;

-- Programs that may ask by the API. The token itself is kept by nobody but its holder.
create table token (
  name text primary key,
  hash text not null unique,
  scopes text not null,
  made_by text not null,
  made integer not null,
  expires integer,
  used integer
);

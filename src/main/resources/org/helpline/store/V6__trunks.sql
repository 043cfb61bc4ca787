-- The trunk that a call came in by; empty: a phone of ours, or anyone.
alter table call_record add column trunk text not null default '';

-- Who organises a meeting, as a keyed hash of the address, so that nobody else changes it; and what its two sides answered.
alter table meetings add column organizer text;
alter table meetings add column answers jsonb not null default '[]';

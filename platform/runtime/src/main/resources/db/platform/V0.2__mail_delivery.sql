-- What became of a mail: sent, or given up and why; remembered for a while.
alter table tandem.mail add column failure text;
alter table tandem.mail add column settled_at timestamptz;
alter table tandem.mail add check ((state = 'failed') = (failure is not null));
alter table tandem.mail add check ((state = 'queued') = (settled_at is null));
create index on tandem.mail (settled_at) where settled_at is not null;
create index on tandem.mail (tenant, person);

-- An agreement has versions: other terms are another text, which both sides sign anew. The old ones stay as they were signed.
alter table agreements add column revision integer not null default 1 check (revision between 1 and 20);
alter table agreements add column cause text not null default 'APPROVAL' check (cause in ('APPROVAL', 'CHANGE', 'RENEWAL'));
alter table agreements add column reason text;
-- Null in what was drawn up before there were versions: those are the terms of the policy.
alter table agreements add column terms jsonb;
alter table agreements drop constraint agreements_pkey;
alter table agreements add primary key (tenant, match, revision);

alter table agreement_signatures add column revision integer not null default 1;
alter table agreement_signatures drop constraint agreement_signatures_pkey;
alter table agreement_signatures add primary key (tenant, match, revision, party);

-- Either side may end an engagement early, with the notice both agreed on; until then it runs and keeps its seat.
alter table engagements add column notice_days integer not null default 7;
alter table engagements add column terminates_on date;
alter table engagements add column terminated_by text check (terminated_by in ('LEADER', 'PROVIDER'));
alter table engagements add column termination_reason text;
alter table engagements add constraint engagements_notice
    check (num_nulls(terminates_on, terminated_by, termination_reason) in (0, 3));
create index on engagements (terminates_on, tenant) where ended_on is null and terminates_on is not null;

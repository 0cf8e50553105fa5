-- Why an engagement ended: whoever broke off is not asked for a review.
alter table engagements add column end_reason text;
create index on engagements ((coalesce(ended_on, planned_end_on)));

-- How often each side was asked for its review, under the end it was asked under, and when to look again; null: never.
create table closing_prompts (
    tenant     text    not null,
    engagement uuid    not null,
    party      text    not null check (party in ('LEADER', 'PROVIDER')),
    ends_on    date    not null,
    asked      integer not null,
    look_at    timestamptz,
    primary key (tenant, engagement, party)
);
call tandem.protect('closing_prompts');

-- The keeper says itself when it looks at an engagement again: breaks, snoozes and booked sessions put it off, changes call it at once.
alter table engagements rename column quiet_due_at to keeper_looks_at;

-- How far the keeper has gone in the silence of an engagement that began at since. Another since is another silence.
create table watches (
    tenant        text        not null,
    engagement    uuid        not null,
    since         timestamptz not null,
    told          integer     not null default 0 check (told between 0 and 3),
    told_at       timestamptz,
    snoozed_until timestamptz,
    snooze_reason text,
    snoozes       integer     not null default 0,
    primary key (tenant, engagement),
    check ((told = 0) = (told_at is null)),
    check ((snoozed_until is null) = (snooze_reason is null))
);
call tandem.protect('watches');

-- A silence that was told before is not told again; every other is looked at under the new rule.
alter table engagements no force row level security;
alter table watches no force row level security;
insert into watches (tenant, engagement, since, told, told_at)
select tenant, id, silent_since, 1, silent_since + 2 * make_interval(days => cadence_days)
  from engagements where ended_on is null and keeper_looks_at is null;
update engagements set keeper_looks_at = silent_since where ended_on is null;
alter table watches force row level security;
alter table engagements force row level security;

-- What the keeper asked whom and why: one row per silence, step and side, whatever happens twice.
create table prompts (
    tenant       text        not null,
    id           uuid        not null,
    engagement   uuid        not null,
    since        timestamptz not null,
    step         text        not null check (step in ('PROMPT', 'SECOND_PROMPT')),
    party        text        not null check (party in ('LEADER', 'PROVIDER')),
    person       uuid        not null,
    told_at      timestamptz not null,
    -- false when the person had enough mail: it stands in the list and was not sent
    mailed       boolean     not null,
    reasons      jsonb       not null,
    primary key (tenant, id),
    unique (tenant, engagement, since, step, party)
);
create index on prompts (tenant, person, id);
call tandem.protect('prompts');

-- Days without meetings: of a pair, once the other side agreed, or of a whole programme. No reason, no name.
create table breaks (
    tenant      text    not null,
    id          uuid    not null,
    programme   uuid    not null,
    -- null: of the whole programme
    engagement  uuid,
    -- who proposed it; null for the programme's own
    proposed_by text    check (proposed_by in ('LEADER', 'PROVIDER')),
    agreed      boolean not null,
    first_day   date    not null,
    last_day    date    not null check (last_day >= first_day),
    primary key (tenant, id),
    check ((engagement is null) = (proposed_by is null)),
    check (engagement is not null or agreed)
);
create index on breaks (tenant, engagement);
create index on breaks (tenant, programme);
call tandem.protect('breaks');

-- The named human of a programme.
create table programme_keepers (
    tenant    text not null,
    programme uuid not null,
    person    uuid not null,
    primary key (tenant, programme)
);
call tandem.protect('programme_keepers');

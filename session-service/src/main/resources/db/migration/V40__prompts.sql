-- When somebody was prompted, by whatever feature: what the fatigue cap counts.
create table prompt_log (
    tenant      text        not null,
    id          uuid        not null,
    person      uuid        not null,
    kind        text        not null check (kind in ('CHECK_IN', 'KEEPER', 'CLOSING_REVIEW')),
    prompted_at timestamptz not null,
    primary key (tenant, id)
);
create index on prompt_log (tenant, person, prompted_at);
call tandem.protect('prompt_log');

-- How often and when a programme lets people be prompted. A version is never rewritten.
create table prompt_terms (
    tenant      text    not null,
    programme   uuid    not null,
    version     integer not null check (version > 0),
    prompts     integer not null check (prompts between 1 and 10),
    window_days integer not null check (window_days between 1 and 60),
    quiet_from  time    not null,
    quiet_until time    not null,
    quiet_days  text[]  not null,
    primary key (tenant, programme, version)
);
call tandem.protect('prompt_terms');

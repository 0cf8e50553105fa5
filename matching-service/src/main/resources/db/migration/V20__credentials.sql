-- A provider's way into the pool: what is proven about somebody, who scored the demo, and where the provider stands. Several holds
-- stand side by side. The table is rewritten by its own definition, because rows are fenced off by tenant and a migration has none.
create table provider_proofs (
    tenant      text        not null,
    id          uuid        not null,
    provider    uuid        not null,
    kind        text        not null,
    dated_on    date        not null,
    expires_on  date,
    code        text,
    reference   text,
    -- whom it involves: a referee, the manager who endorses, the peer who reviewed
    about       uuid,
    minutes     integer check (minutes between 1 and 480),
    entered_by  uuid        not null,
    entered_at  timestamptz not null,
    verified_by uuid,
    verified_at timestamptz,
    voided_by   uuid,
    voided_at   timestamptz,
    primary key (tenant, id),
    check ((verified_by is null) = (verified_at is null)),
    check ((voided_by is null) = (voided_at is null))
);
create index on provider_proofs (tenant, provider);
call tandem.protect('provider_proofs');

create table panel_scores (
    tenant                   text        not null,
    demo                     uuid        not null,
    panellist                uuid        not null,
    challenge_skill          integer     not null check (challenge_skill between 1 and 5),
    behavioural_tools        integer     not null check (behavioural_tools between 1 and 5),
    confidentiality_practice integer     not null check (confidentiality_practice between 1 and 5),
    context_fluency          integer     not null check (context_fluency between 1 and 5),
    measurable_outcomes      integer     not null check (measurable_outcomes between 1 and 5),
    scored_at                timestamptz not null,
    primary key (tenant, demo, panellist)
);
call tandem.protect('panel_scores');

alter table providers alter column hold_reason type jsonb using
    case when hold_reason is null then '[]'::jsonb
         else jsonb_build_array(jsonb_build_object('reason', hold_reason, 'origin', 'HUMAN', 'since',
              to_char(qualified_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))) end;
alter table providers rename column hold_reason to holds;
alter table providers alter column holds set not null;
alter table providers alter column qualified_at drop not null;
alter table providers alter column qualified_at type date using (qualified_at at time zone 'utc')::date;
-- the first day in the pool; null for who has not been there
alter table providers rename column qualified_at to qualified_on;
-- whoever was taken in before there were proofs is assessed at the next look at the clock
alter table providers
    add column state     text  not null default 'LAPSED' check (state in ('CANDIDATE', 'QUALIFIED', 'HELD', 'LAPSED')),
    add column standing  jsonb not null default '{"gaps":[],"dues":[],"notes":[]}',
    -- the next day on which time alone may change the state
    add column review_on date default date '1970-01-01';
alter table providers
    alter column state drop default,
    alter column standing drop default,
    alter column review_on drop default;
create index on providers (review_on, tenant);

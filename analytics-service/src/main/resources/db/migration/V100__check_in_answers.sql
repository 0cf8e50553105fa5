-- What check-ins, closing reviews, hand-offs and reports on sponsor actions say. Answers are told under IMPACT and deleted when the
-- leader takes it back: one row per question, of one event each, so that no version is kept.
create table check_in_answers (
    tenant      text        not null,
    id          uuid        not null,
    engagement  uuid        not null,
    kind        text        not null,
    check_in    text        not null,
    respondent  text        not null,
    question    text        not null,
    value       integer     not null,
    answered_at timestamptz not null,
    known_at    timestamptz not null,
    primary key (tenant, id, question)
);
create index check_in_answers_engagement on check_in_answers (tenant, engagement);

create table closing_reviews (
    tenant       text        not null,
    engagement   uuid        not null,
    party        text        not null,
    sequence     bigint      not null,
    rating       integer,
    goals_met    integer     not null,
    goals        integer     not null,
    submitted_at timestamptz not null,
    known_from   timestamptz not null,
    known_to     timestamptz not null default 'infinity',
    primary key (tenant, engagement, party, known_to)
);

create table hand_offs (
    tenant        text        not null,
    engagement    uuid        not null,
    to_engagement uuid        not null,
    completed_at  timestamptz not null,
    known_from    timestamptz not null,
    known_to      timestamptz not null default 'infinity',
    primary key (tenant, engagement, to_engagement, known_to)
);

-- of a follow-up: how many of those who answered had answered the baseline too
alter table check_ins add column answered_before integer;

-- What came of a sponsor action, as last reported. Rows from before have none until the projections are rebuilt.
alter table sponsor_actions
    add column reported_sequence bigint not null default 0,
    add column outcome text,
    add column reported_on date;
alter table sponsor_actions alter column reported_sequence drop default;

do $$
declare
    app  text := regexp_replace(current_user, '_owner$', '_app');
    fact text;
begin
    foreach fact in array array['check_in_answers', 'closing_reviews', 'hand_offs'] loop
        call tandem.protect(fact::regclass);
        if app <> current_user and exists (select from pg_roles where rolname = app) then
            execute format('revoke insert, update, delete, truncate on %I from %I', fact, app);
        end if;
    end loop;
end
$$;

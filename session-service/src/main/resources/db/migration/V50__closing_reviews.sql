-- What each side said when the engagement ended: counts, never words. The rating is the leader's.
create table closing_reviews (
    tenant       text        not null,
    engagement   uuid        not null,
    party        text        not null check (party in ('LEADER', 'PROVIDER')),
    rating       integer     check (rating between 1 and 5),
    goals_met    integer     not null,
    goals        integer     not null,
    submitted_at timestamptz not null,
    primary key (tenant, engagement, party),
    check (goals_met between 0 and goals),
    check (party = 'LEADER' or rating is null)
);
call tandem.protect('closing_reviews');

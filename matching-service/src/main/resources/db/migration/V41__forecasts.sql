-- What was expected of a week, kept on its Monday, to be held against what came.
create table capacity_forecasts (
    tenant    text    not null,
    programme uuid    not null,
    track     text    not null,
    week      date    not null,
    arriving  integer not null,
    freed     integer not null,
    due       integer not null,
    primary key (tenant, programme, track, week)
);
create index on capacity_forecasts (week, tenant);
call tandem.protect('capacity_forecasts');

-- What goes to and fro about sessions that were booked here: times, SEQUENCE, what each side was told and answered. No address; the
-- UID is the id of the session.
create table invitations (
    tenant         text    not null,
    session        uuid    not null,
    version        integer not null,
    engagement     uuid    not null,
    correspondence jsonb   not null,
    primary key (tenant, session)
);
create index on invitations (tenant, engagement);
call tandem.protect('invitations');

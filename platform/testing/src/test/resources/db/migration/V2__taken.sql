-- What the listeners and handlers under test have done, in the order of doing it.
create table taken (
    tenant text not null,
    place  bigint not null generated always as identity,
    what   text not null check (what <> 'forbidden'),
    primary key (tenant, place)
);
call tandem.protect('taken');

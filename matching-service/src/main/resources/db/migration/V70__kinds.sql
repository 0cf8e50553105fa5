-- Pairings that humans arrange (R21): matches like any other from the approval on, but out of no ranking.
alter table matches
    add column kind  text not null default 'STANDARD' check (kind in ('STANDARD', 'PEER', 'REVERSE')),
    add column topic text check (topic in ('TECHNOLOGY', 'DIGITAL', 'GENERATIONAL'));
alter table matches add constraint matches_topic check (topic is null or kind = 'REVERSE');

-- Beside the one provider per track a leader may have one pairing of each arranged kind; of peers that holds for both.
drop index matches_one_seat;
create unique index matches_one_seat on matches (tenant, leader, track) where seat and kind = 'STANDARD';
create unique index matches_one_pairing on matches (tenant, leader, kind) where seat and kind <> 'STANDARD';
create unique index matches_one_peer on matches (tenant, provider) where seat and kind = 'PEER';

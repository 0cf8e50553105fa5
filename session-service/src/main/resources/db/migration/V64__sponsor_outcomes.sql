-- What became of a sponsor action, and when its mentor is reminded next: of the action before and after it is due, then of reporting
-- its outcome. Entries there before have nothing to be reminded of.
alter table sponsor_actions
    add column outcome     text check (outcome in ('MEETING_HELD', 'ADVICE_GIVEN', 'PROJECT_JOINED', 'ROLE_OFFERED',
                                                   'VISIBILITY_GAINED', 'NO_EFFECT_YET', 'DECLINED')),
    add column reported_on date,
    add column remind_on   date,
    add constraint outcome_is_reported check ((outcome is null) = (reported_on is null)),
    add constraint outcome_follows_action check (outcome is null or taken_on is not null);
create index on sponsor_actions (remind_on) where remind_on is not null;
create index on sponsor_actions (tenant, id) where reported_on is null;

-- Links have one home now: those of third parties move there and go on working.
alter table sponsor_actions no force row level security;
alter table tandem.link no force row level security;
insert into tandem.link (tenant, id, form, subject, token_sha256, expires_at)
select tenant, gen_random_uuid(), 'sponsor-confirmation', id, confirmation_sha256, confirmation_expires_at
  from sponsor_actions
 where confirmation_sha256 is not null and confirmation_expires_at is not null;
alter table tandem.link force row level security;
alter table sponsor_actions force row level security;

alter table sponsor_actions drop column confirmation_sha256, drop column confirmation_expires_at;

-- What a plan looks like as a whole, why it was published in spite of that, and what a preview took for granted.
alter table runs add column audit jsonb;
alter table runs add column publish_reason text;
alter table runs add column what_if jsonb;

-- A phone that is dialed into a call: whichever node the carrier tells of it leaves that for the call's owner.
alter table call_commands
  drop constraint call_commands_kind_check,
  add check (kind in ('cancel', 'hang_up', 'hint', 'take_over', 'end', 'person_answered', 'person_left'));

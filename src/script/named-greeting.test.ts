import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';

describe('a short greeting', () => {
  it.each([
    ['Prior auth, Opal.', 'Opal'],
    ['Provider line, Rita.', 'Rita'],
    ['Provider services, Maria speaking, how can I help?', 'Maria'],
    ['Prior authorizations, Kim, can I have the member I D?', 'Kim'],
    ['provider line rita', 'Rita'],
    ['prior auth opal', 'Opal'],
    ['claims this is dan', 'Dan'],
    ['Carlos, claims.', 'Carlos'],
    ['This is Imani Example, how can I help?', 'Imani'],
    ['Roland, claims, go ahead.', 'Roland'],
    ['Hi, Shauna with Example clinical intake.', 'Shauna'],
    ['Hello, Shauna with Example Health.', 'Shauna'],
    ['Good afternoon, Pete from Example.', 'Pete'],
    ['Example Health, Marv.', 'Marv'],
    ["Example, Delia, who's this?", 'Delia'],
    ['Good morning, Example Health, Ignacio, what can I do for you?', 'Ignacio'],
    ["You've got Howard in claims, recorded line, go ahead.", 'Howard'],
    ["Claims inquiry, you're speaking with Sheila.", 'Sheila'],
    ['Coral Coast, Jasmine on the line.', 'Jasmine'],
    ['Claims, Harold. Do you have the claim number?', 'Harold'],
    ['Eligibility, Tom. Are you calling from a provider office?', 'Tom'],
  ])('"%s" is a person by the name of %s, greeted at once', (text, name) => {
    const call = dial();
    expect(call.hears(text)).toContain(`Hello, ${name}, this is`);
    expect(call.value('repName')).toBe(name);
  });

  it.each([
    ['Claims, Melissa, tax I D?', 'Melissa', 'The tax I D is'],
    ['Provider help line, Jerome. N P I number please.', 'Jerome', 'The N P I is'],
    ['Prior auth, Sheila. Member I D number, please.', 'Sheila', 'The member I D is'],
  ])('"%s" is answered at once', (text, name, given) => {
    const said = dial().hears(text);
    expect(said).toContain(`Hello, ${name}, this is`);
    expect(said).toContain(given);
  });

  it.each([
    'Claims, Benefits, tax I D.',
    'Claims, Member I D.',
    'Claims, Benefits.',
    'Provider services, Press one for claims.',
    'Example Health, Ohio.',
    'For Benefits, Dental. Do you have a claim?',
    'Example Health. Doctor or dentist offices, one.',
    'Example Health. Surgeons,',
    'Coverage from Example Health.',
    'Example Health, Incorporated.',
    'Example Health, Claims.',
    'Other Health, Marv.',
    'Claims, Example on the line.',
    'Roland, claims are on one.',
    'Thank you for calling provider services, Please hold.',
    'Okay, claims, Provider.',
    'claims department please hold',
    'provider services closed',
    'claims queue',
    "You've reached Angela.",
    'Welcome, Example.',
    'Providers, Example claims.',
    'Example, claims.',
    'Remember, Example claims can be sent online.',
    'Norfolk, Example Health, two zero zero one.',
    'Relax, Example has you covered.',
    'Speak with Example claims by pressing one. What is the N P I?',
  ])('"%s" has no name in it', (text) => {
    const call = dial();
    call.hears(text);
    expect(call.value('repName')).toBeUndefined();
  });
});

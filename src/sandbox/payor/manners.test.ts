import { expect, test } from 'vitest';
import { memberId, play, quickScenario } from './testing/text-caller.ts';

const bye = (hears: RegExp) => ({ hears, say: 'Thank you, that is all. Goodbye.' });
const found = /What would you like to know/u;

test('it asks whether it talks to a robot, and goes on', async () => {
  const { said, call } = await play({ person: { moments: [{ when: 'greeting', asks: { for: 'robot' } }] } }, [
    { hears: /robot/u, say: 'Yes, I am an automated assistant.' },
    bye(found),
  ]);
  expect(said.slice(1, 3)).toEqual(['Is this a recording? Am I talking to a robot?', 'Okay.']);
  expect(call.verdict.tasks).toHaveLength(1);
});

test('it refuses a machine, once and for all or until it is asked nicely', async () => {
  const offer = { hears: /automated systems/u, say: 'I understand. It is only one question.' };
  const never = await play({ person: { moments: [{ when: 'greeting', refusesAutomation: {} }] } }, [offer]);
  expect(never.said.at(-1)).toContain('A person has to call');
  expect(never.call.verdict.refusals).toMatchObject([{ accepted: false }]);
  const then = 'accepts' as const;
  const softened = await play({ person: { moments: [{ when: 'greeting', refusesAutomation: { then } }] } }, [
    offer,
    bye(found),
  ]);
  expect(softened.said.join(' ')).toContain('go ahead then. Can I have the member I D');
  expect(softened.call.verdict.refusals).toMatchObject([{ accepted: true }]);
});

test('it insists on what must not be given, and then relents or ends', async () => {
  const no = { hears: /social security/u, say: 'I am sorry, I do not have that.' };
  const asks = { for: 'ssn', insists: 1 };
  const relents = await play({ person: { moments: [{ when: 'verified', asks }] } }, [no, no, bye(found)]);
  expect(relents.said.filter((text) => text.includes('social security'))).toHaveLength(2);
  const ends = await play({ person: { moments: [{ when: 'verified', asks: { ...asks, then: 'ends' } }] } }, [
    no,
    no,
  ]);
  expect(ends.said.at(-1)).toContain("I can't help you then");
});

test('two claims on a date are told apart by the amount', async () => {
  const asks = { for: 'billedAmount', say: 'I have two claims that date. Which amount?', insists: 2 };
  const { said, call } = await play({ person: { moments: [{ when: 'verified', asks }] } }, [
    { hears: /Which amount/u, say: 'One hundred eighty five dollars.' },
    bye(found),
  ]);
  expect(said.join(' ')).toContain('Okay, thank you.');
  expect(call.verdict.disclosures.at(-1)).toMatchObject({ identifier: 'billedAmount', asked: true });
});

test('a fact is corrected, hedged, mumbled, kept back, or surrounded by others', async () => {
  const telling = {
    paymentNumber: { first: '0044179' },
    status: { hedge: true },
    claimNumber: { mumble: 1 },
    allowed: { withheld: 'declines' },
    paid: { before: 'The billed amount was two hundred dollars.' },
    receivedDate: { withheld: 'portal' },
  };
  const { said } = await play({ person: { telling } }, [
    { hears: found, say: 'What is the status?' },
    { hears: /I think the claim was paid/u, say: 'Are you sure?' },
    { hears: /Yes, I'm sure. The claim was paid/u, say: 'What is the claim number?' },
    { hears: /Mmrf/u, say: 'I am sorry, could you repeat that?' },
    { hears: /The claim number is two zero two/u, say: 'What is the check number?' },
    { hears: /one seven nine, no, sorry, .*seven one nine/u, say: 'What was the allowed amount?' },
    { hears: /not able to give that out/u, say: 'What was the paid amount?' },
    { hears: /billed amount was two hundred dollars. The paid amount is/u, say: 'When was it received?' },
    bye(/check the portal/u),
  ]);
  expect(said.at(-1)).toContain('Goodbye');
  expect(said.join(' ')).toContain('check the portal');
});

test('it is never sure, whether asked again or read back to', async () => {
  const { said } = await play({ person: { telling: { allowed: { hedge: true, neverSure: true } } } }, [
    { hears: found, say: 'What was the allowed amount?' },
    { hears: /hundred forty two dollars/u, say: 'Are you sure?' },
    {
      hears: /for certain/u,
      say: 'The allowed amount is one hundred forty two dollars and fifty cents. Is that correct?',
    },
    { hears: /what I see/u, say: 'What was the paid amount?' },
    {
      hears: /paid amount is/u,
      say: 'Just to confirm: the allowed amount is one hundred forty two dollars and fifty cents, and the paid amount is one hundred twenty dollars. Is that correct?',
    },
    bye(/The rest is right/u),
  ]);
  expect(said.filter((text) => text.includes('certain'))).toEqual([
    "I can't say for certain.",
    "That is what I see, but I can't say for certain.",
    "The rest is right, but I can't say for certain about the allowed amount.",
  ]);
});

test('it answers a goodbye as such, whatever else its words could ask', async () => {
  const { said } = await play({ person: { facts: { 'missingItems.1': 'a form' } } }, [
    { hears: found, say: 'That is all I need, thank you for your name. Goodbye.' },
  ]);
  expect(said.at(-1)).toMatch(/Have a great day/u);
});

test('it says yes to what was not done', async () => {
  const { said } = await play({ person: { facts: { cashed: 'no' } } }, [
    { hears: found, say: 'Has the check been cashed?' },
    {
      hears: /cashed|outstanding/u,
      say: 'The check number is zero zero four four seven one nine, and the check was not cashed. Is that correct?',
    },
    bye(/right/u),
  ]);
  expect(said).toContain('Yes, that is right.');
});

test('it contradicts itself later', async () => {
  const { said } = await play({ person: { telling: { allowed: { later: 15_000, laterAfter: 2 } } } }, [
    { hears: found, say: 'What was the allowed amount?' },
    { hears: /forty two dollars/u, say: 'What was the paid amount?' },
    { hears: /paid amount is/u, say: 'What is the patient responsibility?' },
    bye(/Actually/u),
  ]);
  expect(said.join(' ')).toContain(
    'Actually, I see something else here. The allowed amount is one hundred fifty dollars.',
  );
});

test('a number comes in pieces, with long pauses in between', async () => {
  const { events } = await play({ person: { manner: { identifierGapMs: 2000 } } }, [
    { hears: found, say: 'What is the claim number?' },
    bye(/four seven/u),
  ]);
  const pieces = events.flatMap((event) => (event.type === 'says' ? [event] : [])).slice(4, 8);
  expect(pieces.map(({ text }) => text)).toEqual([
    'The claim number is two zero two',
    'six zero three',
    'one two zero',
    'four seven.',
  ]);
  expect((pieces[1]?.atMs ?? 0) - (pieces[0]?.endMs ?? 0)).toBe(2000);
});

test('it looks for long, with words in between, and does not answer thanks that were said meanwhile', async () => {
  const manner = {
    thinkMs: 20_000,
    whileLooking: { say: ['Bear with me.', 'Still loading.'], everyMs: 8000 },
  };
  const { said } = await play({ person: { manner } }, [
    { hears: /Bear with me/u, say: 'Thank you.' },
    bye(found),
  ]);
  expect(said.slice(2, 6)).toEqual([
    'Thank you. One moment please.',
    'Bear with me.',
    'Still loading.',
    'Okay, I have the claim. What would you like to know?',
  ]);
});

test('it puts the caller on hold and is back, and answers then', async () => {
  const hold = { ms: 60_000, announcements: ['Please hold.'] };
  const moments = [{ when: { asked: 'paid' }, say: 'I have to put you on hold.', hold }];
  const { said, call } = await play({ person: { moments } }, [
    { hears: found, say: 'What was the paid amount?' },
    bye(/paid amount is/u),
  ]);
  expect(said.join(' ')).toContain('Please hold. Thank you for holding. The paid amount is');
  expect(call.verdict.phases.map(({ phase }) => phase)).toContain('hold');
  expect(call.verdict.sounds.map(({ sound }) => sound)).toContain('music');
});

test('it passes the caller on to a colleague, who asks anew', async () => {
  const transfer = { to: 'Maria', steps: [{ hold: { ms: 20_000 } }] };
  const colleague = { name: 'Maria', greeting: 'Claims, this is {name}.', verification: ['taxId' as const] };
  const { said, call } = await play(
    {
      person: { moments: [{ when: 'greeting', say: 'Wrong department. Transferring you.', transfer }] },
      scenario: { colleagues: [colleague] },
    },
    [
      { hears: /this is Maria/u, say: 'Hello, this is an automated assistant.' },
      { hears: /tax I D/u, say: 'eight four two one five six seven three zero' },
      bye(/claim/u),
    ],
  );
  expect(said.join(' ')).toContain('Claims, this is Maria. Can I have the tax I D please?');
  expect(call.verdict.persons.map(({ name }) => name)).toEqual(['Kevin', 'Maria']);
});

test('an identifier that is read back wrongly has to be put right', async () => {
  const readsBack = [{ identifier: 'memberId', as: 'W G H four eight two nine one six' }];
  const right = await play({ person: { readsBack } }, [
    { hears: /Is that right/u, say: `No, it is ${memberId}.` },
    bye(found),
  ]);
  expect(right.call.verdict.identifierReadBacks).toMatchObject([{ right: false, corrected: true }]);
  const wrong = await play({ person: { readsBack } }, [
    { hears: /Is that right/u, say: 'Yes.' },
    { hears: /not finding anything/u, say: memberId },
    bye(found),
  ]);
  expect(wrong.call.verdict.identifierReadBacks).toMatchObject([{ right: false, corrected: false }]);
  expect(wrong.call.verdict.tasks).toHaveLength(1);
});

test('nothing is found for one number, and the other one helps', async () => {
  const { said } = await play({ person: { rejects: { identifier: 'memberId', instead: 'taxId' } } }, [
    { hears: /not finding anything/u, say: 'eight four two one five six seven three zero' },
    bye(found),
  ]);
  expect(said.join(' ')).toContain("I'm not finding anything for the member I D. Do you have the tax I D?");
});

test('it murmurs while the caller talks, and talks over it', async () => {
  const long = { hears: found, say: `${'well '.repeat(25)} what was the paid amount?` };
  const murmured = await play({ person: { manner: { backchannels: { everyMs: 3000 } } } }, [
    long,
    bye(/paid amount is/u),
  ]);
  expect(murmured.said.filter((text) => text === 'Mm-hm.').length).toBeGreaterThan(1);
  expect(murmured.said.join(' ')).toContain('The paid amount is');
  const over = await play({ person: { manner: { talksOver: { afterMs: 1500 } } } }, []);
  expect(over.said[1]).toBe("I'm sorry, go ahead.");
});

test('it chats before it answers, and falls silent for long', async () => {
  const moments = [
    { when: { asked: 'paid' }, say: 'How is the weather out there?', reply: true },
    { when: { asked: 'allowed' }, silentMs: 20_000 },
  ];
  const { said, events } = await play({ person: { moments } }, [
    { hears: found, say: 'What was the paid amount?' },
    { hears: /weather/u, say: 'I could not say.' },
    { hears: /paid amount is/u, say: 'What was the allowed amount?' },
    bye(/allowed amount is/u),
  ]);
  expect(said.join(' ')).toContain('weather out there? I hear you. The paid amount is');
  const answer = events.find((event) => event.type === 'says' && event.text.startsWith('The allowed'));
  const before = events.findLast((event) => event.type === 'says' && event.atMs < (answer?.atMs ?? 0));
  expect((answer?.atMs ?? 0) - (before?.atMs ?? 0)).toBeGreaterThan(20_000);
});

test('it hangs up in the middle, without a word', async () => {
  const { said, call } = await play({ person: { moments: [{ when: { answers: 1 }, hangUp: 'abrupt' }] } }, [
    { hears: found, say: 'What was the paid amount?' },
    { hears: /paid amount is/u, say: 'What was the allowed amount?' },
  ]);
  expect(said.at(-1)).toContain('The paid amount');
  expect(call.verdict.endedBy).toBe('payor');
});

test('it answers half of a double question, and has enough of read-backs', async () => {
  const { said } = await play({ person: { manner: { oneAtATime: true, readBackPatience: 1 } } }, [
    { hears: found, say: 'What was the allowed amount, and what was the paid amount?' },
    { hears: /allowed amount is/u, say: 'One hundred forty two dollars and fifty cents, is that right?' },
    { hears: /Yes, that is right/u, say: 'So one hundred forty two dollars and fifty cents, is that right?' },
  ]);
  expect(said.join(' ')).not.toContain('paid amount');
  expect(said.at(-1)).toContain('I have to take the next call');
});

test('several tasks are served in one call, in any order, up to its limit', async () => {
  const { task, truth } = await quickScenario({});
  const second = {
    task: { ...task, externalId: 'second', inputs: { ...task.inputs, memberId: 'NVH615840' } },
    truth: { ...truth, fields: { ...truth.fields, paid: 7700 } },
  };
  const third = {
    task: { ...task, externalId: 'third', inputs: { ...task.inputs, memberId: 'GCH529417' } },
    truth: { ...truth, fields: { ...truth.fields, paid: 9900 } },
  };
  const claimsPerCall = { limit: 2, say: "That's your second; you'll have to call back for more." };
  const { said, call } = await play(
    { person: { claimsPerCall, verification: ['npi', 'memberId'] }, scenario: { tasks: [second, third] } },
    [
      { hears: /N P I/u, say: 'one two three four five six seven eight nine three' },
      { hears: found, say: 'What was the paid amount?' },
      { hears: /one hundred twenty dollars/u, say: 'Thank you. I have one more claim, please.' },
      { hears: /Sure. Can I have the member I D/u, say: 'G C H five two nine four one seven' },
      { hears: found, say: 'What was the paid amount?' },
      { hears: /ninety nine dollars/u, say: 'And I have another claim.' },
      bye(/call back for more/u),
    ],
  );
  expect(call.verdict.tasks.map(({ task: index }) => index)).toEqual([0, 2]);
  expect(call.verdict.limitSaidAtMs).not.toBeNull();
  expect(said.at(-1)).toContain('Goodbye');
});

test('what makes no sense is asked for again, and noted', async () => {
  const { said, call } = await play({}, [
    { hears: found, say: 'The quick brown fox jumps.' },
    bye(/repeat the question/u),
  ]);
  expect(said.join(' ')).toContain("I'm sorry, could you repeat the question?");
  expect(call.verdict.notUnderstood.map(({ text }) => text)).toEqual(['The quick brown fox jumps.']);
});

test('what was playing when the caller spoke is known', async () => {
  const { call } = await play({}, [bye(found)]);
  expect(call.verdict.heard.map(({ during }) => during)).toEqual(['silence', 'silence', 'silence']);
});

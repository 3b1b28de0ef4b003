import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation } from '../testing/conversation.ts';
import { claimStatus, dial, exampleTask, inquiring } from '../testing/conversation.ts';
import { hear, says } from '../words.ts';

/** What representatives say, in any order. Words that ask for something of the patient stand apart. */
const harmless = [
  'is this a recording i cant talk to a robot',
  "we don't release information to a i have a person call",
  'are you a real person',
  'i can only do one claim per call',
  "that's your third you'll have to call back for more",
  "our system's down try in two hours",
  "it's slow today bear with me still loading",
  'wrong department transferring you to claims',
  "authorizations go through another vendor i don't see them",
  'leave a callback number someone will call in 48 hours',
  'claim number two oh two five one double eight nine four oh one',
  'check four four one seven no sorry four four seven one',
  'e as in edward zero not the letter o then seven',
  'allowed one fifteen sorry one fifty',
  "deductible's fifteen hundred eight twenty five met",
  "there's six seventy five remaining",
  'covered at eighty percent',
  "it's active",
  'looks like it termed end of last month',
  'paid march third i mean processed the third paid the tenth',
  'denied c o one ninety seven no auth',
  "it's zero paid it all went to deductible",
  'nothing on file for that n p i different tax i d',
  "i don't have a reference number use my name and today's date",
  'b six did you get that',
  "you'll have to check the portal for that",
  'approved twelve visits four used through six thirty',
  'should be pending i think',
  'what was the diagnosis and the social',
  'one moment please',
  'okay',
  'yes',
  'no',
  'hello',
  'hello are you there',
  'thank you for holding',
  'how can i help you',
  'could you repeat that',
  'have a great day bye',
  'is there anything else',
  'blue elephants dance',
  '',
  'um',
  "i can't help you without it",
  'it does not match',
  'what is your n p i',
  'how are you today',
];

/** Requests that let something of the patient be said, with the words of ours that they allow. */
const requests: Readonly<Record<string, RegExp>> = {
  'can i have the member i d': /memberId/,
  'what is the patients name': /patientName/,
  'date of birth please': /patientDateOfBirth/,
  'which date of service': /dateOfService/,
  'i have two claims that date which amount': /billedAmount/,
};

const protectedNames = new Set([
  'memberId',
  'patientName',
  'patientFirstName',
  'patientLastName',
  'patientDateOfBirth',
  'dateOfService',
  'billedAmount',
]);

const words = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...harmless) },
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(requests)) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...harmless), { minLength: 2, maxLength: 3 })
      .map((turns) => turns.join('. ')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

const turns = fc.array(fc.record({ text: words, pauseMs: fc.constantFrom(0, 0, 3_000, 9_000, 80_000) }), {
  minLength: 1,
  maxLength: 25,
});

/** Identifiers disclosed so far, by name. */
function disclosures(call: Conversation): string[] {
  const said = call.effects.flatMap((effect) =>
    effect.type === 'say' && effect.disclosing ? [effect.sayId] : [],
  );
  return said.length === 0 ? [] : call.state.talk.disclosed;
}

/** Returns the phase in which the call was before it ended, if it did. */
function play(call: Conversation, script: readonly { text: string; pauseMs: number }[]): string {
  let before = call.phase;
  for (const { text, pauseMs } of script) {
    if (call.phase !== 'ended') before = call.phase;
    call.hears(text);
    if (call.phase !== 'ended') before = call.phase;
    call.waits(pauseMs);
  }
  return before;
}

describe('whatever a representative says', { timeout: 60_000 }, () => {
  it('never says anything of the patient that was not asked for', () => {
    fc.assert(
      fc.property(turns, (script) => {
        const call = dial();
        call.hears('thank you for calling example health my name is angela how can i help you');
        const allowed = new Set<string>();
        for (const { text, pauseMs } of script) {
          for (const [request, names] of Object.entries(requests))
            if (text.includes(request))
              for (const name of protectedNames) if (names.test(name)) allowed.add(name);
          for (const { name, cues } of claimStatus.identifiers) if (says(hear(text), cues)) allowed.add(name);
          call.hears(text);
          call.waits(pauseMs);
          const said = disclosures(call).filter((name) => protectedNames.has(name) && !allowed.has(name));
          expect(said).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ends every call, with a goodbye to every person, and reports once', () => {
    fc.assert(
      fc.property(turns, fc.boolean(), (script, two) => {
        const call = inquiring(two ? { tasks: [exampleTask, { ...exampleTask, id: 'task_2' }] } : {});
        let before = play(call, script);
        // Nobody says another word.
        for (let minute = 0; minute < 150 && call.phase !== 'ended'; minute += 1) {
          before = call.phase;
          call.waits(60_000);
        }
        expect(call.phase).toBe('ended');
        expect(call.effects.filter(({ type }) => type === 'finish')).toHaveLength(1);
        const last = call.effects.filter((effect) => effect.type === 'say').at(-1);
        const text = last?.clauses.map((clause) => clause.text).join(' ') ?? '';
        // On hold nobody listens: recordings are not said goodbye to.
        if (before !== 'hold') expect(text).toMatch(/goodbye|call back number|do not have/i);
      }),
      { numRuns: 50 },
    );
  });

  it('asks for nothing more often than it may, and speaks never twice at once on its own', () => {
    fc.assert(
      fc.property(turns, (script) => {
        const call = inquiring();
        play(call, script);
        for (const task of call.state.tasks)
          for (const { asks } of Object.values(task.progress))
            expect(asks).toBeLessThanOrEqual(claimStatus.limits.asks * 2);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    'how are you today',
    'okay',
    'could you repeat that',
    'hello',
    'what is your n p i',
    'are you a real person',
  ])('does not go in circles for ever with somebody who only says "%s"', (text) => {
    const call = inquiring();
    for (let turn = 0; turn < 60 && call.phase !== 'ended'; turn += 1) {
      call.hears(text);
      call.waits(500);
    }
    expect(call.phase).toBe('ended');
  });
});

import { knownCalls } from './knowledge/index.ts';
import { phrases, variants } from './phrases.ts';
import { casesOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './scenario-line.ts';
import { identifierNames } from './scenario-names.ts';
import type { Representative } from './scenario-person.ts';
import { identifierLabel, identifierValue } from './verification.ts';

/**
 * What a speech engine should expect of a scenario: its fixed sentences and its names. The values of the case
 * (numbers, dates, amounts) are not among them: those must be recognised as they are on any line.
 */
export function spokenLines(scenario: Scenario): { sentences: string[]; names: string[] } {
  const { payor } = scenario;
  const cases = casesOf(scenario);
  const people = [...(scenario.representative ? [scenario.representative] : []), ...scenario.colleagues];
  const texts = cases.flatMap(({ truth, facts }) =>
    Object.entries({ ...truth.fields, ...facts }).flatMap(([name, value]) =>
      typeof value === 'string' && value.includes(' ')
        ? [value, ...(name.endsWith('reason') ? [`The denial reason is ${value}.`] : [])]
        : [],
    ),
  );
  const templates = [...new Set(cases.map(({ task }) => task.callType))].flatMap(sentencesOf);
  return {
    sentences: [
      ...Object.values(phrases),
      ...Object.values(variants).flat(),
      ...templates,
      ...identifierNames.map((name) => `Can I have ${identifierLabel(name)} please?`),
      ...scenario.line.steps.flatMap(textsOf),
      ...people.flatMap((person) => linesOf(person, payor.name)),
      `Thank you for calling ${payor.name}. Have a great day. Goodbye.`,
      ...texts,
    ],
    names: [
      payor.name,
      ...people.map(({ name }) => name),
      ...cases.flatMap(({ task }) =>
        ['practiceName', 'patientName', 'providerName', 'patientFirstName', 'patientLastName'].flatMap(
          (name) => identifierValue(name, task) ?? [],
        ),
      ),
    ],
  };
}

/** The sentences of a call type that hold no value of the case. */
function sentencesOf(callType: string): string[] {
  const known = knownCalls[callType];
  return Object.values(known?.fields ?? {}).flatMap(({ choices }) =>
    Object.values(choices ?? {}).flatMap(({ say }) => say.filter((text) => !text.includes('{'))),
  );
}

function linesOf(person: Representative, payor: string): string[] {
  const { moments, manner, refuses, greeting, claimsPerCall, rejects } = person;
  return [
    greeting.replace('{payor}', payor).replace('{name}', person.name),
    ...moments.flatMap(({ say, asks, refusesAutomation, hold, transfer }) => [
      say,
      asks?.say,
      asks?.ending,
      refusesAutomation?.say,
      refusesAutomation?.ending,
      hold?.back,
      ...(hold?.announcements ?? []),
      ...(transfer?.steps ?? []).flatMap(textsOf),
    ]),
    ...(manner.whileLooking?.say ?? []),
    manner.talksOver?.say,
    refuses,
    claimsPerCall?.say,
    rejects?.say,
  ].filter((text): text is string => text !== undefined && text !== '');
}

function textsOf(step: Step): string[] {
  if ('say' in step) return [step.say];
  if ('menu' in step)
    return [
      step.menu.say,
      step.menu.invalid,
      ...step.menu.choices.flatMap((choice) => choice.steps.flatMap(textsOf)),
      ...(step.menu.otherwise ?? []).flatMap(textsOf),
    ];
  if ('enter' in step) return step.enter.say === undefined ? [] : [step.enter.say];
  if ('offer' in step) return [step.offer.say, ...step.offer.steps.flatMap(textsOf)];
  if ('voicemail' in step) return [step.voicemail.say];
  if ('hold' in step)
    return [
      ...step.hold.announcements,
      ...(step.hold.check ? [step.hold.check.say] : []),
      ...(step.hold.offer ? [step.hold.offer.say] : []),
    ];
  return [];
}

import { phrases } from './phrases.ts';
import type { Step } from './scenario-line.ts';
import type { Scenario } from './scenario.ts';

import { identifierNames } from './scenario.ts';
import { identifierLabel } from './verification.ts';

/**
 * What a speech engine should expect of a scenario: its fixed sentences and its names. The values of the case
 * (numbers, dates, amounts) are not among them: those must be recognised as they are on any line.
 */
export function spokenLines(scenario: Scenario): { sentences: string[]; names: string[] } {
  const { payor, task, representative, truth } = scenario;
  const { inputs, practice } = task;
  const greeting = representative?.greeting
    .replace('{payor}', payor.name)
    .replace('{name}', representative.name);
  const wordFacts = [truth.fields.denialReason, truth.fields.infoRequested].flatMap((fact) =>
    fact === undefined ? [] : [`The denial reason is ${fact}.`, String(fact)],
  );
  return {
    sentences: [
      ...Object.values(phrases),
      ...identifierNames.map((name) => `Can I have ${identifierLabel(name)} please?`),
      ...scenario.line.steps.flatMap(textsOf),
      ...(greeting === undefined ? [] : [greeting]),
      `Thank you for calling ${payor.name}. Have a great day. Goodbye.`,
      ...wordFacts,
      ...(representative?.refuses === undefined ? [] : [representative.refuses]),
    ],
    names: [
      payor.name,
      practice.name,
      inputs.patientFirstName,
      inputs.patientLastName,
      `${inputs.patientFirstName} ${inputs.patientLastName}`,
      ...(representative ? [representative.name] : []),
    ],
  };
}

function textsOf(step: Step): string[] {
  if ('say' in step) return [step.say];
  if ('menu' in step)
    return [step.menu.say, ...step.menu.choices.flatMap((choice) => choice.steps.flatMap(textsOf))];
  if ('enter' in step) return step.enter.say === undefined ? [] : [step.enter.say];
  if ('hold' in step) return step.hold.announcements;
  return [];
}

import { joined } from './acts.ts';
import { knowledgeFor } from './knowledge/index.ts';
import type { Random } from './random.ts';
import type { Case } from './scenario.ts';
import type { AnswerStep } from './scenario-line.ts';
import { representativeSchema } from './scenario-person.ts';
import { makeTeller } from './telling.ts';

/** What a machine says that reads status or benefits by itself: the facts, in plain sentences or the scenario's own. */
export function machineAnswer(answer: AnswerStep, matter: Case, random: Random): string {
  const facts = { ...matter.truth.fields, ...matter.facts };
  const { manner } = representativeSchema.parse({
    name: 'machine',
    manner: { wording: 'plain', letters: 'plain' },
  });
  const knowledge = knowledgeFor(matter.task.callType, facts);
  const teller = makeTeller({ knowledge, facts, task: matter.task, manner, random });
  const words = (field: string) => {
    const value = facts[field];
    return value === undefined ? '' : teller.words(field, value);
  };
  if (answer.say !== undefined)
    return answer.say.replace(/\{([^}]+)\}/gu, (_, field: string) => words(field).replace(/\.$/u, ''));
  return joined(
    answer.fields.map((field) => {
      const value = facts[field];
      if (value === undefined) return '';
      if (field === 'callReference') return `Your confirmation number is ${words(field)}.`;
      return teller.sentence(field, value);
    }),
  );
}

import { say } from './acts.ts';
import type { Act } from './acts.ts';
import { wordsOf } from './hearing.ts';
import { phrases } from './phrases.ts';
import type { Task } from './scenario-fields.ts';
import { withheldNames } from './scenario-names.ts';
import type { Moment, Representative } from './scenario-person.ts';
import { identifierLabel, matchIdentifier } from './verification.ts';

/** A point of the conversation at which something may be due. */
export type Trigger = 'greeting' | 'verified' | 'goodbye' | { answers: number } | { asked: string };

type Reaction =
  { type: 'again'; text: string } | { type: 'on'; text: string } | { type: 'ends'; text: string };

/** The special moments of a conversation, each of which happens once. */
export interface Moments {
  due(trigger: Trigger): Moment | undefined;
  /** What it does; `waits`: the caller's next turn belongs to it; `ends`: there is nothing after it. */
  begin(moment: Moment, manner: Representative['manner']): { acts: Act[]; waits: boolean; ends: boolean };
  /** The caller's turn after it. */
  hear(moment: Moment, text: string, task: Task | undefined): Reaction;
}

export function makeMoments(person: Representative, onAsked: (names: readonly string[]) => void): Moments {
  const left = new Set(person.moments);
  const insisted = new Map<Moment, number>();

  const fits = (moment: Moment, trigger: Trigger): boolean => {
    const { when } = moment;
    if (typeof trigger === 'string') return when === trigger;
    if (typeof when === 'string') return false;
    if ('answers' in trigger) return 'answers' in when && trigger.answers >= when.answers;
    return 'asked' in when && when.asked === trigger.asked;
  };

  const request = ({ asks }: Moment): string => {
    if (!asks) return '';
    if (asks.say !== undefined) return asks.say;
    return asks.for === 'robot' ? phrases.robot : `Can I have ${identifierLabel(asks.for)} please?`;
  };

  const hearAsk = (
    moment: Moment,
    asks: NonNullable<Moment['asks']>,
    text: string,
    task: Task | undefined,
  ): Reaction => {
    const given =
      isIdentifier(asks.for) && task !== undefined && matchIdentifier(asks.for, text, task) === 'right';
    // Whoever wants to call back has what it needs with the number.
    if (given && asks.for === 'callbackNumber' && asks.then === 'ends')
      return { type: 'ends', text: asks.ending ?? 'Thank you. Somebody will call you back. Goodbye.' };
    if (given) return { type: 'on', text: 'Okay, thank you.' };
    const turns = (insisted.get(moment) ?? 0) + 1;
    insisted.set(moment, turns);
    if (turns <= asks.insists) return { type: 'again', text: request(moment) };
    if (asks.then === 'goes_on') return { type: 'on', text: 'Okay.' };
    return { type: 'ends', text: asks.ending ?? "I'm sorry, I can't help you then. Goodbye." };
  };

  return {
    due(trigger) {
      for (const moment of left)
        if (fits(moment, trigger)) {
          left.delete(moment);
          return moment;
        }
      return undefined;
    },
    begin(moment, manner) {
      const acts: Act[] = [];
      if (moment.say !== undefined) acts.push(say(moment.say));
      if (moment.silentMs !== undefined) acts.push({ type: 'think', ms: moment.silentMs });
      if (moment.hold) {
        acts.push({ type: 'hold', hold: moment.hold });
        if (moment.hold.back !== '') acts.push(say(moment.hold.back));
      }
      if (moment.asks) {
        if (isIdentifier(moment.asks.for)) onAsked([moment.asks.for]);
        acts.push(say(request(moment)));
      }
      if (moment.refusesAutomation) acts.push(say(moment.refusesAutomation.say));
      if (moment.transfer)
        acts.push({ type: 'transfer', steps: moment.transfer.steps, to: moment.transfer.to });
      if (moment.hangUp !== undefined) acts.push({ type: 'hangup', polite: moment.hangUp === 'polite' });
      const ends = moment.transfer !== undefined || moment.hangUp !== undefined;
      const waits =
        !ends && (moment.reply || moment.asks !== undefined || moment.refusesAutomation !== undefined);
      return { acts: acts.length === 0 ? [{ type: 'think', ms: manner.thinkMs }] : acts, waits, ends };
    },
    hear(moment, text, task) {
      if (moment.refusesAutomation) {
        const { then, ending } = moment.refusesAutomation;
        return then === 'ends'
          ? { type: 'ends', text: ending }
          : { type: 'on', text: 'Alright, go ahead then.' };
      }
      if (moment.asks) return hearAsk(moment, moment.asks, text, task);
      return { type: 'on', text: wordsOf(text).length > 3 ? 'I hear you.' : '' };
    },
  };
}

function isIdentifier(name: string): boolean {
  return name !== 'robot' && !withheldNames.some((withheld) => withheld === name);
}

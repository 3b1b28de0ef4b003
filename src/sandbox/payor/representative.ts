import { joined, say, withoutPauses } from './acts.ts';
import type { Act } from './acts.ts';
import { makeCaseFile } from './case-file.ts';
import type { CaseFile } from './case-file.ts';
import { symbolsOf, wordsOf } from './hearing.ts';
import { makeMoments } from './moments.ts';
import type { Trigger } from './moments.ts';
import { phrases, variants } from './phrases.ts';
import { isStatement, openQuestions, understand } from './questions.ts';
import type { Understanding } from './questions.ts';
import { pick } from './random.ts';
import type { Random } from './random.ts';
import { casesOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import type { Representative } from './scenario-person.ts';
import type { ConversationNotes } from './verdict.ts';
import { identifiersAskedIn, matchIdentifier } from './verification.ts';
import { makeVerifier } from './verifier.ts';
import type { Verifier } from './verifier.ts';
import * as wording from './wording.ts';

type RepresentativeStage = 'opening' | 'verification' | 'answers' | 'goodbye';

/** A representative's mind: words in, acts out. It keeps what was said; it knows no sound, and time only to note it. */
export interface RepresentativeMind {
  greet(): Act[];
  /** A whole turn of the caller, that began at `atMs`. */
  hear(text: string, atMs: number): Act[];
  /** The caller made sounds that held no words. */
  unclear(): Act[];
  /** Nothing was heard for `silenceMs`. */
  silence(): Act[];
  /** A mere "thank you" or "okay": no reason to answer what was said meanwhile. */
  isAside(text: string): boolean;
  readonly stage: RepresentativeStage;
  /** How many facts were answered or volunteered so far, over all tasks. */
  readonly answers: number;
}

export function makeRepresentative(options: {
  scenario: Scenario;
  person: Representative;
  random: Random;
  notes: ConversationNotes;
  onAsked: (names: readonly string[]) => void;
}): RepresentativeMind {
  const { scenario, person, random, notes, onAsked } = options;
  const { manner } = person;
  const cases = casesOf(scenario);
  const tasks = cases.map(({ task }) => task);
  const done = new Set<number>();
  const moments = makeMoments(person, onAsked);
  const files = cases.map((matter) =>
    makeCaseFile({ matter, person, random, callType: matter.task.callType }),
  );
  const choose = (sentences: readonly [string, ...string[]]) =>
    manner.wording === 'varied' ? pick(random, sentences) : sentences[0];
  const answers = () => files.reduce((sum, own) => sum + own.told, 0);
  const newVerifier = (again: boolean) => makeVerifier({ person, tasks, done, again, onAsked });

  let verifier: Verifier = newVerifier(false);
  let file: CaseFile | undefined;
  let current = 0;
  let lastWords = '';
  let stage: RepresentativeStage = 'opening';
  let silences = 0;
  let askedElse = false;
  let readBacks = 0;
  /** Read-backs in a row that were understood only in part. */
  let unclear = 0;
  /** Takes the caller's next turn, where something special was asked. */
  let pending: ((text: string, meaning: Understanding) => Act[]) | undefined;
  let nowMs = 0;

  const reply = (text: string): Act[] => {
    lastWords = text;
    return [say(text)];
  };

  const leave = (text: string, polite = true): Act[] => {
    stage = 'goodbye';
    return [...(text === '' ? [] : reply(text)), { type: 'hangup', polite }];
  };

  const goodbye = (): Act[] =>
    happen('goodbye', () =>
      leave(`Thank you for calling ${scenario.payor.name}. Have a great day. Goodbye.`),
    );

  /** What is due at this moment happens first; then what would have been done anyway. */
  const happen = (trigger: Trigger, then: () => Act[]): Act[] => {
    const moment = moments.due(trigger);
    if (!moment) return then();
    const { acts, waits, ends } = moments.begin(moment, manner);
    const said = acts.findLast((act) => act.type === 'say');
    if (said?.type === 'say') lastWords = said.text;
    if (moment.refusesAutomation) notes.refusals.push({ atMs: nowMs, accepted: false });
    if (ends) {
      if (acts.at(-1)?.type === 'hangup') stage = 'goodbye';
      return acts;
    }
    if (!waits) return [...acts, ...happen(trigger, then)];
    pending = (text) => {
      const how = moments.hear(moment, text, tasks[current]);
      switch (how.type) {
        case 'again':
          return reply(how.text);
        case 'ends':
          return leave(how.text);
        case 'on': {
          pending = undefined;
          if (moment.refusesAutomation) {
            const refusal = notes.refusals.at(-1);
            if (refusal) refusal.accepted = true;
          }
          const rest = happen(trigger, then);
          return how.text === '' ? rest : [say(how.text), ...rest];
        }
      }
    };
    return acts;
  };

  const looking = (): Act[] => {
    const acts: Act[] = [say(phrases.oneMoment)];
    const { thinkMs, whileLooking } = manner;
    if (!whileLooking) return [...acts, { type: 'think', ms: thinkMs }];
    let left = thinkMs;
    for (let turn = 0; left > whileLooking.everyMs; turn += 1) {
      acts.push({ type: 'think', ms: whileLooking.everyMs });
      acts.push(say(whileLooking.say[turn % whileLooking.say.length] ?? ''));
      left -= whileLooking.everyMs;
    }
    return [...acts, { type: 'think', ms: Math.max(0, left) }];
  };

  const find = (task: number): Act[] => {
    const found = files[task];
    if (!found) return reply(phrases.notAvailable);
    current = task;
    file = found;
    stage = 'answers';
    askedElse = false;
    notes.tasks.push({ task, atMs: nowMs });
    return [
      ...looking(),
      ...happen('verified', () => {
        if (person.refuses !== undefined) return reply(person.refuses);
        const volunteers = found.volunteered();
        if (volunteers.length > 0) return reply(`Okay. ${found.tell(volunteers, { clearly: true })}`);
        return reply(choose(variants.found).replace('{thing}', found.thing));
      }),
    ];
  };

  const rule = (ruling: ReturnType<Verifier['hear']>): Act[] => {
    switch (ruling.type) {
      case 'complete':
        return find(ruling.task);
      case 'ask':
        return reply(ruling.text);
      case 'check':
        pending = (text, meaning) => {
          pending = undefined;
          const task = tasks[current];
          const given = task !== undefined && matchIdentifier(ruling.identifier, text, task) === 'right';
          const corrected = given || (meaning.no && !meaning.yes);
          notes.identifierReadBacks.push({
            identifier: ruling.identifier,
            right: ruling.right,
            corrected,
            atMs: nowMs,
          });
          if (ruling.right ? !meaning.no || given : given) return rule(verifier.proceed());
          return rule(verifier.takeBack(ruling.identifier));
        };
        return reply(ruling.text);
      case 'wait':
        return [];
      case 'give-up':
        return leave(phrases.cannotVerify);
    }
  };

  const nextTask = (text: string): Act[] => {
    done.add(current);
    const { claimsPerCall } = person;
    if (claimsPerCall && done.size >= claimsPerCall.limit) {
      notes.limitSaidAtMs ??= nowMs;
      return reply(
        claimsPerCall.say ?? "I'm sorry, that's all I can do on one call. You'll have to call back for more.",
      );
    }
    if (done.size >= cases.length) return reply(phrases.whatElse);
    stage = 'verification';
    verifier = newVerifier(true);
    const [first, ...rest] = rule(verifier.hear(text));
    // A request alone; what was found at once needs no more words.
    return first?.type === 'say' && rest.length === 0
      ? reply(`${phrases.nextTask} ${first.text}`)
      : [...(first ? [first] : []), ...rest];
  };

  const answerAsks = (fields: readonly string[], own: CaseFile): Act[] => {
    for (const field of fields) notes.questions.push({ field, atMs: nowMs, task: current });
    const asked = fields.map((field): Trigger => ({ asked: field }));
    const tell = (): Act[] =>
      person.refuses === undefined ? reply(joined([own.tell(fields), own.changes()])) : reply(person.refuses);
    return happen({ answers: answers() }, () =>
      asked.reduce<() => Act[]>((then, trigger) => () => happen(trigger, then), tell)(),
    );
  };

  /** The answer to a read-back, and to what is asked in the same turn; undefined where it was none. */
  const confirm = (text: string, meaning: Understanding, own: CaseFile): Act[] | undefined => {
    const open = openQuestions(text);
    const asks = open === '' ? [] : own.asked(open, meaning);
    const result = own.confirm(text, meaning);
    // Without "is that right?" it is one only where it holds a value, or names what it is about.
    if (!meaning.readBack && (result.empty || !(result.right || result.named))) return undefined;
    if (result.empty && !/(right|correct)\W*$/iu.test(text)) return undefined;
    if (manner.careful && result.right && result.unheard.length > 0) {
      unclear += 1;
      // Asked to say it again once; then the value is said anew instead of a yes.
      return reply(unclear % 2 === 1 ? phrases.sayAgain : own.tell(result.unheard, { again: true }));
    }
    unclear = 0;
    readBacks += 1;
    notes.readBacks.push({ text, fields: [...result.fields], right: result.right, atMs: nowMs });
    if (manner.readBackPatience !== undefined && readBacks > manner.readBackPatience)
      return leave(phrases.tooManyReadBacks, false);
    if (asks.length === 0) return reply(result.text);
    const [first, ...rest] = answerAsks(asks, own);
    return first?.type === 'say'
      ? [...reply(`${result.text} ${first.text}`), ...rest]
      : [...reply(result.text), ...(first ? [first] : []), ...rest];
  };

  const answer = (text: string, meaning: Understanding, own: CaseFile): Act[] => {
    // A value that is said without a question is read back as well.
    const states = isStatement(text) && !meaning.repeat && !meaning.done && !meaning.goodbye;
    // "A duplicate of another claim. Is that correct?" turns to no other claim.
    const isRead = meaning.readBack && (!meaning.next || /(?:right|correct)\W*$/iu.test(text));
    if (own.told > 0 && (isRead || (states && !meaning.next))) {
      const confirmed = confirm(text, meaning, own);
      if (confirmed) return confirmed;
    }
    if (meaning.next && !meaning.others) return nextTask(text);
    // "That is all I need, goodbye" needs nothing any more.
    if (meaning.goodbye && meaning.done) return goodbye();
    const asks = own.asked(text, meaning);
    if (meaning.spell) {
      const spelled = asks.find((field) => field !== 'repName');
      return spelled !== undefined && own.hasTold(spelled)
        ? reply(own.tell([spelled], { again: true }))
        : reply(`${person.name}, ${wording.spelled(person.name)}.`);
    }
    if (meaning.repeat)
      return asks.length > 0 ? reply(own.tell(asks, { again: true })) : reply(own.tellLast() || lastWords);
    if (meaning.sure) return reply(own.assure());
    if (asks.length > 0) return answerAsks(asks, own);
    if (meaning.others) return reply(phrases.noOthers);
    if (meaning.goodbye || meaning.done) return goodbye();
    if (meaning.wait) return [];
    if (meaning.hasNot) return reply(phrases.thatIsOkay);
    if (meaning.presence) return reply(phrases.here);
    if (meaning.thanks) {
      if (askedElse) return goodbye();
      askedElse = true;
      return reply(phrases.anythingElse);
    }
    if (askedElse && /^no\b/u.test(wordsOf(text).join(' '))) return goodbye();
    if (wordsOf(text).length <= 2) return [];
    notes.notUnderstood.push({ text, atMs: nowMs });
    return reply(phrases.whichQuestion);
  };

  const verify = (text: string, meaning: Understanding): Act[] => {
    if (meaning.repeat && symbolsOf(wordsOf(text)).length < 3) return reply(verifier.request() || lastWords);
    if (meaning.goodbye && symbolsOf(wordsOf(text)).length < 3) return goodbye();
    return rule(verifier.hear(text));
  };

  return {
    greet() {
      if (person.greeting === '') return [];
      onAsked(identifiersAskedIn(person.greeting));
      return reply(person.greeting.replace('{payor}', scenario.payor.name).replace('{name}', person.name));
    },
    hear(text, atMs) {
      nowMs = atMs;
      silences = 0;
      const meaning = understand(text);
      if (stage === 'goodbye') return [];
      if (meaning.automated) return reply(`Yes. ${withoutPauses(lastWords)}`);
      if (pending) return pending(text, meaning);
      switch (stage) {
        case 'opening':
          return happen('greeting', () => {
            stage = 'verification';
            return verify(text, { ...meaning, repeat: false, goodbye: false });
          });
        case 'verification':
          return verify(text, meaning);
        case 'answers':
          return file ? answer(text, meaning, file) : [];
      }
    },
    unclear() {
      silences = 0;
      if (stage === 'goodbye') return [];
      return stage === 'verification'
        ? reply(`${phrases.missed} ${verifier.request()}`)
        : [say(phrases.sayAgain)];
    },
    silence() {
      silences += 1;
      if (silences === 1) return [say(phrases.areYouThere)];
      stage = 'goodbye';
      return [say(phrases.nothingHeard), { type: 'hangup', polite: true }];
    },
    isAside(text) {
      const meaning = understand(text);
      const short = wordsOf(text).length <= 5;
      return (
        short &&
        !meaning.goodbye &&
        !meaning.done &&
        (meaning.thanks ||
          /^(ok|okay|sure|great|perfect|got it|alright|no problem|mm|uh|take your time)/u.test(
            wordsOf(text).join(' '),
          ))
      );
    },
    get stage() {
      return stage;
    },
    get answers() {
      return answers();
    },
  };
}

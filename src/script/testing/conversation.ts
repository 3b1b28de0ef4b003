import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'yaml';
import type { Answer, TaskResult } from '../../kernel/outcome.ts';
import type { PhoneTree } from '../../kernel/phone-tree.ts';
import type { ScriptEffect } from '../effect.ts';
import type { ScriptEvent, ScriptTask } from '../event.ts';
import { assembleScript } from '../assemble.ts';
import type { CallScript } from '../call-script.ts';
import { deadline, initialState, phase, step } from '../index.ts';
import type { ScriptState } from '../index.ts';

const prompts = new URL('../../../prompts/', import.meta.url);
const prompt = (file: string): unknown => parse(readFileSync(new URL(file, prompts), 'utf8'));
const shared = readdirSync(new URL('shared', prompts))
  .toSorted()
  .map((file) => prompt(`shared/${file}`));

/** The real script of a call type, of its file and the shared ones. */
export function scriptOf(file: string): CallScript {
  return assembleScript(prompt(`${file}.yaml`), shared);
}

export const claimStatus = scriptOf('claim-status');

/** What a call of any kind about a patient is given. */
export const patient: ScriptTask['inputs'] = {
  memberId: 'WXY123456',
  patientFirstName: 'Dana',
  patientLastName: 'Whitlow',
  patientDateOfBirth: '1980-03-04',
  npi: '1234567893',
  taxId: '123456789',
};

export const exampleTask: ScriptTask = {
  id: 'task_1',
  callType: 'claim_status',
  externalId: 'ext-1',
  inputs: { ...patient, dateOfService: '2026-01-15', billedAmount: 25000 },
};

/** A call in text: what the other side says goes in, what is done about it comes out. */
export interface Conversation {
  /**
   * Says a turn and returns what the machine says to it; pressing and mouth are taken care of. `hardly` names words that
   * were heard with a confidence of 0.1.
   */
  hears(text: string, options?: { confidence?: number; hardly?: readonly string[] }): string;
  /** Lets `ms` pass, ringing every deadline on the way; returns what was said. */
  waits(ms: number): string;
  feed(event: ScriptEvent): ScriptEffect[];
  readonly state: ScriptState;
  readonly phase: string;
  readonly keys: string[];
  readonly effects: ScriptEffect[];
  readonly events: ScriptEvent[];
  readonly results: readonly TaskResult[] | undefined;
  answer(field: string): Answer | undefined;
  value(field: string): unknown;
  nowMs: number;
}

export interface ConversationOptions {
  /** Claim status unless told. */
  script?: CallScript;
  tasks?: ScriptTask[];
  modelAvailable?: boolean;
  /** What is known of the payor's menus. */
  tree?: PhoneTree | undefined;
  recorded?: boolean;
  /** The first sentence, where payor or state want their own. */
  disclosure?: string;
  /** False: says stay unheard until the test says otherwise. */
  plays?: boolean;
}

export function dial(options: ConversationOptions = {}): Conversation {
  const script = options.script ?? claimStatus;
  let state = initialState(script);
  const effects: ScriptEffect[] = [];
  const events: ScriptEvent[] = [];
  const keys: string[] = [];
  let nowMs = 0;
  let turns = 0;
  let spoken: string[] = [];

  const carryOut = (effect: ScriptEffect): ScriptEvent[] => {
    const atMs = nowMs;
    switch (effect.type) {
      case 'open_mouth':
        return [{ type: 'mouth_opened', atMs }];
      case 'close_mouth':
        return [{ type: 'mouth_closed', atMs }];
      case 'press':
        keys.push(effect.keys);
        return [{ type: 'keys_pressed', atMs, pressId: effect.pressId }];
      case 'say': {
        const text = effect.clauses.map((clause) => clause.text).join(' ');
        spoken.push(text);
        if (options.plays === false) return [];
        return [
          {
            type: 'said',
            atMs: atMs + 500,
            sayId: effect.sayId,
            heardText: text,
            startMs: atMs,
            complete: true,
          },
        ];
      }
      case 'hang_up':
        return [{ type: 'call_ended', atMs, how: 'completed' }];
      case 'dial':
      case 'propose':
      case 'finish':
        return [];
    }
  };

  const feed = (event: ScriptEvent): ScriptEffect[] => {
    nowMs = Math.max(nowMs, event.atMs);
    events.push(event);
    const next = step(script, state, event);
    // As if written to disk and read again after every event.
    state = JSON.parse(JSON.stringify(next.state)) as ScriptState;
    effects.push(...next.effects);
    for (const effect of next.effects) for (const reply of carryOut(effect)) feed(reply);
    return next.effects;
  };

  const takeSpoken = () => {
    const said = spoken.join(' ');
    spoken = [];
    return said;
  };

  const conversation: Conversation = {
    hears(text, { confidence = 0.9, hardly = [] } = {}) {
      takeSpoken();
      turns += 1;
      const startMs = nowMs + 100;
      feed({ type: 'speech_began', atMs: startMs, text: text.split(' ').slice(0, 2).join(' ') });
      const words = text
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word, index) => ({
          text: word,
          startMs: startMs + index * 300,
          endMs: startMs + index * 300 + 250,
          confidence: hardly.includes(word) ? 0.1 : confidence,
        }));
      const endMs = startMs + words.length * 300;
      feed({
        type: 'turn_ended',
        atMs: endMs + 800,
        turn: { id: `t${turns}`, text, words, startMs, endMs, confidence, overlapped: false },
      });
      return takeSpoken();
    },
    waits(ms) {
      takeSpoken();
      const untilMs = nowMs + ms;
      for (;;) {
        const due = deadline(state);
        if (due === undefined || due > untilMs) break;
        feed({ type: 'deadline_passed', atMs: Math.max(nowMs, due) });
      }
      nowMs = untilMs;
      return takeSpoken();
    },
    feed,
    get state() {
      return state;
    },
    get phase() {
      return phase(state);
    },
    keys,
    effects,
    events,
    get results() {
      const finish = effects.find((effect) => effect.type === 'finish');
      return finish?.results;
    },
    answer: (field) => state.tasks[0]?.answers[field],
    value: (field) => state.tasks[0]?.answers[field]?.value,
    get nowMs() {
      return nowMs;
    },
    set nowMs(value) {
      nowMs = value;
    },
  };

  feed({
    type: 'call_placed',
    atMs: 0,
    today: '2026-06-01',
    tasks: options.tasks ?? [exampleTask],
    practice: {
      name: 'Cedar Grove Family Medicine',
      npi: '1234567893',
      taxId: '123456789',
      phone: '+13035550142',
      address: '12 Example Street, Denver',
    },
    payorName: 'Example Health',
    agentName: 'Holly',
    scriptVersion: 'test',
    modelAvailable: options.modelAvailable ?? false,
    recorded: options.recorded,
    disclosure: options.disclosure,
    tree: options.tree,
  });
  feed({ type: 'call_answered', atMs: 2_000 });
  return conversation;
}

/** Words that are still being said; returns the keys that were pressed over them. */
export function soFar(call: Conversation, text: string): string[] {
  const startMs = call.nowMs + 800;
  const words = text.split(' ').map((word, index) => ({
    text: word,
    startMs: startMs + index * 300,
    endMs: startMs + index * 300 + 250,
    confidence: 0.9,
  }));
  const endMs = startMs + words.length * 300;
  const turn = { id: 'now', text, words, startMs, endMs, confidence: 0.9, overlapped: false };
  const before = call.keys.length;
  call.feed({ type: 'heard_so_far', atMs: endMs, turn });
  return call.keys.slice(before);
}

/** A call that a representative has just answered, and to whom we have introduced ourselves. */
export function connected(options: ConversationOptions = {}): Conversation {
  const call = dial(options);
  call.hears('thank you for calling example health my name is angela how can i help you');
  return call;
}

/** A call whose representative has found the claim and waits for our questions. */
export function inquiring(options: ConversationOptions = {}): Conversation {
  const call = connected(options);
  call.hears('can i have the member i d please');
  call.hears('thank you one moment please');
  call.hears('okay i have the claim what would you like to know');
  return call;
}

/** Why the first task has no full answer, when the other side has had time for its own goodbye. */
export function failureOf(call: Conversation): TaskResult['failure'] | undefined {
  call.waits(10_000);
  return call.results?.[0]?.failure;
}

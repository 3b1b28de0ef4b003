import type { Practice } from '../kernel/call-task.ts';
import type { Answer, Failure, FailureReason, FieldValue } from '../kernel/outcome.ts';
import type { HeardTurn, SayClause, SoundKind } from '../kernel/speech.ts';
import type { CallScript } from './call-script.ts';
import { untouchedMenu } from './menu-state.ts';
import type { MenuState } from './menu-state.ts';
import type { ScriptTask } from './event.ts';

type Phase = 'dialing' | 'menu' | 'hold' | 'conversation' | 'transfer' | 'taken_over' | 'ended';
type Stage = 'greeting' | 'verification' | 'inquiry' | 'closing';

/** What our last question waits for. */
export type Pending = ({ kind: 'fields'; fields: string[] } | { kind: 'read_back'; items: string[] }) & {
  sayId: string;
  /** When it was first handed over to be said: who began to speak before that does not answer it. */
  sinceMs?: number | undefined;
};

export type TimerName = 'menu' | 'hold' | 'active' | 'hello' | 'silence' | 'farewell';

/** How far a field has come: how often it was asked and read back. */
export interface Progress {
  asks: number;
  readBacks: number;
  /** An answer to its question was not understood, or was another than what we made of it. */
  unclear?: boolean | undefined;
  /** Asked for together with another thing, "I don't have that" may have been said of that one: it is asked for alone. */
  parted?: boolean | undefined;
  /** It was asked for with the form that the answer should have. */
  formed?: boolean | undefined;
  /** Only the model's word, or some likeness, gives the value to this field: it leaves only if it was confirmed. */
  attributed?: 'model' | 'likeness' | undefined;
  /** Values that the other side said no to when they were read back. */
  denied?: FieldValue[] | undefined;
  /** A value that was denied was told anew since: it may be read back once more. */
  retold?: boolean | undefined;
  /** Entries of its list that there are, as they said. */
  announced?: number | undefined;
  /** One round of reading back was taken off the count. */
  spared?: boolean | undefined;
}

export interface TaskState {
  task: ScriptTask;
  answers: Record<string, Answer>;
  progress: Record<string, Progress>;
  done: boolean;
  /** The other side's limit came first: left for another call. */
  deferred: boolean;
}

/** One utterance of ours that was handed over to be spoken. */
export interface SayMemory {
  sayId: string;
  clauses: SayClause[];
  /** Names of the identifiers that it discloses. */
  discloses: string[];
}

/** What was pending when somebody asked us to wait: taken up again on return. */
interface Paused {
  pending: Pending | null;
  /** The thanks for waiting that may have been their return. */
  thanks: string;
}

interface TalkState {
  pending: Pending | null;
  greeted: boolean;
  /** When the present person was met: a name that was given before is somebody else's. */
  metAtMs: number;
  /** The plain words with which they picked up. */
  metWith: string;
  /** They have said something since they were told what we are. */
  answered: boolean;
  last: SayMemory | null;
  /** Being spoken or waiting for it. */
  saying: SayMemory[];
  /** What was not heard of an utterance of ours that was cut off. */
  rest: SayMemory | null;
  /** The plain words of their last turn. */
  heardLast: string;
  /** The other side is speaking. */
  theySpeak: boolean;
  /** They have spoken since our last words. */
  replied: boolean;
  /** Identifiers that the other side is believed to have heard. */
  disclosed: string[];
  /** How often each identifier was given to them for this task, by its name. */
  given: Record<string, number>;
  lastAsked: string[];
  /** Fields whose question was answered with one for our identifiers, and did not count. */
  unasked: string[];
  /** One group a turn: what is left to be said of an identifier. */
  groups: SayClause[];
  inGroups: boolean;
  /** Values are read back one at a time: several were too many. */
  singly: boolean;
  slow: boolean;
  silences: number;
  /** Since our last words, or somebody's, there were only words of which the recogniser believes none. */
  murmured: boolean;
  misses: number;
  /** Times in a row that our last words were said again because somebody wanted it. */
  repeats: number;
  /** Turns in a row that brought the call no further. */
  stalled: number;
  reached: number;
  /** Polite offers made to this person, by the reason that would end the call. */
  offers: FailureReason[];
  /** The offer just made, waiting for a yes or no. */
  offered: FailureReason | null;
  /** How often somebody asked for what we do not have, by the input's name. */
  lacked: Record<string, number>;
  lackedLast: string | null;
  /** How often somebody found nothing under an identifier, or another value, by the identifier's name. */
  rejected: Record<string, number>;
  waiting: boolean;
  waitingSinceMs: number | null;
  /** What was said while we waited, and since, as long as nobody has told or asked anything: it may be a line's. */
  saidInWait: { plain: string; startMs: number }[];
  /** Behind it we have said "Hello?". */
  probed: boolean;
  paused: Paused | null;
  /** They wanted to end the call before we were done, and were asked to stay. */
  heldBack: boolean;
  acknowledged: number;
  farewells: number;
  /** Our last words were cut off before what matters in them was heard. */
  cut: boolean;
  /** A turn that the model was asked about. */
  proposing: HeardTurn | null;
}

/** What is known of a person whom we have not talked to yet: nothing. */
export function untouchedTalk(): TalkState {
  return {
    pending: null,
    greeted: false,
    metAtMs: 0,
    metWith: '',
    answered: false,
    last: null,
    saying: [],
    rest: null,
    heardLast: '',
    theySpeak: false,
    replied: false,
    disclosed: [],
    given: {},
    lastAsked: [],
    unasked: [],
    groups: [],
    inGroups: false,
    singly: false,
    slow: false,
    silences: 0,
    murmured: false,
    misses: 0,
    repeats: 0,
    stalled: 0,
    reached: 0,
    offers: [],
    offered: null,
    lacked: {},
    lackedLast: null,
    rejected: {},
    waiting: false,
    waitingSinceMs: null,
    saidInWait: [],
    probed: false,
    paused: null,
    heldBack: false,
    acknowledged: 0,
    farewells: 0,
    cut: false,
    proposing: null,
  };
}

/** How the call fares with the model. */
interface ModelState {
  /** It was told why its answer on the turn in question would not do. */
  corrected: boolean;
  /** The other side denied a value that only the model had given to its field: no more of those on this call. */
  refuted: boolean;
  /** On its word the other side was asked whether it can help at all. */
  clarified: boolean;
  /** A turn is being heard in plain words that stand for what the model says it means. */
  rephrased: boolean;
}

/** A person's phone that is being dialed into the call, and what to go back to where nobody answers it. */
export interface Transfer {
  phoneNumber: string;
  sinceMs: number;
  phase: 'menu' | 'hold' | 'conversation';
  timers: Partial<Record<TimerName, number>>;
  /** What was said meanwhile, last. */
  heard: HeardTurn | null;
}

/** What people who watch have the call do. */
interface OperatorState {
  /** Their words for the model, the newest last. */
  notes: string[];
  /** Fields to be asked next, whatever the order of the script. */
  asks: { taskId: string; field: string }[];
  transfer: Transfer | null;
}

/** Everything that a call has come to. Plain JSON; follows from the log of events alone. */
export interface ScriptState {
  phase: Phase;
  stage: Stage;
  nowMs: number;
  today: string;
  practice: Practice | null;
  payorName: string;
  agentName: string;
  modelAvailable: boolean;
  recorded: boolean;
  /** What payor or state want to hear first, in place of the script's own words. */
  disclosure: string | null;
  tasks: TaskState[];
  current: number;
  sound: SoundKind;
  mouth: 'closed' | 'opening' | 'open';
  says: number;
  presses: number;
  timers: Partial<Record<TimerName, number>>;
  holdSinceMs: number | null;
  heldMs: number;
  menu: MenuState;
  talk: TalkState;
  model: ModelState;
  operator: OperatorState;
  failure: Failure | null;
  hangingUp: boolean;
  finished: boolean;
}

export function initialState(_script: CallScript): ScriptState {
  return {
    phase: 'dialing',
    stage: 'greeting',
    nowMs: 0,
    today: '',
    practice: null,
    payorName: '',
    agentName: '',
    modelAvailable: false,
    recorded: false,
    disclosure: null,
    tasks: [],
    current: 0,
    sound: 'silence',
    mouth: 'closed',
    says: 0,
    presses: 0,
    timers: {},
    holdSinceMs: null,
    heldMs: 0,
    menu: untouchedMenu(),
    talk: untouchedTalk(),
    model: { corrected: false, refuted: false, clarified: false, rephrased: false },
    operator: { notes: [], asks: [], transfer: null },
    failure: null,
    hangingUp: false,
    finished: false,
  };
}

import { readGroup, readGroups, type Group } from './numbers.ts';
import type { Context, Match, Reader } from './reader.ts';
import { halfAt, oclock, readNamed, zoneEnd } from './time-parts.ts';
import type { Token } from './tokens.ts';

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

function finish(
  tokens: readonly Token[],
  start: number,
  end: number,
  hour: number,
  minute: number,
): Match<'time'> | undefined {
  if (hour > 24 || minute > 59) return undefined;
  const half = halfAt(tokens, end);
  if (half !== undefined && hour >= 1 && hour <= 12) {
    const base = hour % 12;
    const night = half.half === 'night' ? (hour >= 6 && hour < 12 ? 12 : 0) : half.half === 'pm' ? 12 : 0;
    return { value: clock(base + night, minute), alternatives: [], start, end: half.end };
  }
  if (hour > 12 || hour === 0)
    return { value: clock(hour % 24, minute), alternatives: [], start, end: half?.end ?? end };
  return {
    value: clock(hour, minute),
    alternatives: [clock(hour === 12 ? 0 : hour + 12, minute)],
    start,
    end,
  };
}

function hourOf(group: Group | undefined): number | undefined {
  if (group?.fraction !== '' || group.form === 'scaled') return undefined;
  const hour = Number(group.figures);
  return hour <= 24 ? hour : undefined;
}

/** "half past two", "quarter to three", "ten after nine". */
function readRelative(tokens: readonly Token[], at: number): Match<'time'> | undefined {
  let next = tokens[at]?.word === 'a' ? at + 1 : at;
  let minutes: number | undefined;
  if (tokens[next]?.word === 'half') minutes = 30;
  else if (tokens[next]?.word === 'quarter') minutes = 15;
  if (minutes !== undefined) next++;
  else {
    const group = readGroup(tokens, next);
    if (group?.fraction !== '') return undefined;
    minutes = Number(group.figures);
    next = group.end;
    if (/^min(ute)?s?$/.test(tokens[next]?.word ?? '')) next++;
  }
  const word = tokens[next]?.word ?? '';
  const past = word === 'past' || word === 'after';
  const to =
    word === 'to' ||
    word === 'till' ||
    word === 'til' ||
    word === 'before' ||
    word === 'of' ||
    word === 'until';
  if ((!past && !to) || minutes > 59) return undefined;
  // "from eight to five" is a stretch of time; minutes to an hour are fives or are named.
  if (/^(from|between)$/.test(tokens[at - 1]?.word ?? '')) return undefined;
  if (minutes % 5 !== 0 && !/^min(ute)?s?$/.test(tokens[next - 1]?.word ?? '')) return undefined;
  const named = tokens[next + 1]?.word;
  if (named === 'noon' || named === 'midnight') {
    const total = (named === 'noon' ? 720 : 1440) + (past ? minutes : -minutes);
    return {
      value: clock(Math.floor(total / 60) % 24, total % 60),
      alternatives: [],
      start: at,
      end: next + 2,
    };
  }
  const group = readGroup(tokens, next + 1);
  const hour = hourOf(group);
  if (group === undefined || hour === undefined || hour < 1 || hour > 12) return undefined;
  const end = oclock(tokens, group.end);
  return past
    ? finish(tokens, at, end, hour, minutes)
    : finish(tokens, at, end, hour === 1 ? 12 : hour - 1, 60 - minutes);
}

/** "340 p.m.", as figures are run together by who writes them down. */
function readRunTogether(tokens: readonly Token[], at: number): Match<'time'> | undefined {
  const figures = tokens[at]?.type === 'digits' ? tokens[at].word : '';
  if (figures.length < 3 || figures.length > 4 || halfAt(tokens, at + 1) === undefined) return undefined;
  return finish(tokens, at, at + 1, Number(figures.slice(0, -2)), Number(figures.slice(-2)));
}

/** "two thirty p.m.", "14:30", "half past two", "noon". */
function read(context: Context, at: number): Match<'time'> | undefined {
  const { tokens } = context.utterance;
  const word = tokens[at]?.word;
  if (word === undefined) return undefined;
  const named = readNamed(tokens, at);
  if (named !== undefined) return named;
  const relative = readRelative(tokens, at);
  if (relative !== undefined) return relative;
  if (tokens[at]?.type === 'digits') {
    const colon = tokens[at + 1];
    const minute = tokens[at + 2];
    if (
      (colon?.word === ':' || colon?.word === '.') &&
      minute?.type === 'digits' &&
      minute.word.length === 2 &&
      word.length <= 2
    ) {
      const seconds = tokens[at + 3]?.word === ':' && tokens[at + 4]?.type === 'digits' ? 2 : 0;
      if (colon.word === ':' || halfAt(tokens, at + 3) !== undefined) {
        if (word.length === 2 && word.startsWith('0') && halfAt(tokens, at + 3) === undefined) {
          const plain = Number(word);
          return minute.word < '60' && plain < 24
            ? { value: clock(plain, Number(minute.word)), alternatives: [], start: at, end: at + 3 + seconds }
            : undefined;
        }
        return finish(tokens, at, at + 3 + seconds, Number(word), Number(minute.word));
      }
    }
  }
  const together = readRunTogether(tokens, at);
  if (together !== undefined) return together;
  const groups = readGroups(tokens, at, 4);
  const [first, second, third, fourth] = groups;
  if (first === undefined) return undefined;
  const military = readMilitary(tokens, at, first, second);
  if (military !== undefined) return military;
  const hour = hourOf(first);
  if (hour === undefined) return undefined;
  if (
    first.figures === '0' &&
    second?.form === 'hundreds' &&
    second.figures.length === 3 &&
    third === undefined
  ) {
    const minute = Number(second.figures.slice(1));
    const value = clock(Number(second.figures.slice(0, 1)), minute);
    return minute < 60
      ? { value, alternatives: [], start: at, end: afterHours(tokens, second.end) }
      : undefined;
  }
  if (first.figures === '0' && second?.form === 'digit') {
    const padded = Number(second.figures);
    if (tokens[second.end]?.word === 'hundred')
      return finish(tokens, at, afterHours(tokens, second.end + 1), padded, 0);
    if (third !== undefined && third.form !== 'digit' && Number(third.figures) < 60) {
      return {
        value: clock(padded, Number(third.figures)),
        alternatives: [],
        start: at,
        end: afterHours(tokens, third.end),
      };
    }
  }
  if (second?.fraction === '') {
    const zero = second.figures === '0' && second.form === 'digit' && third?.form === 'digit';
    if (zero && fourth === undefined) return finish(tokens, at, third.end, hour, Number(third.figures));
    const minute = Number(second.figures);
    const pair = second.form !== 'digit' && second.figures.length === 2;
    if (pair && minute < 60 && third === undefined)
      return finish(tokens, at, afterHours(tokens, second.end), hour, minute);
    return undefined;
  }
  const end = oclock(tokens, first.end);
  if (end > first.end || halfAt(tokens, first.end) !== undefined) return finish(tokens, at, end, hour, 0);
  const isHour = hour >= 1 && hour <= 12 && (context.whole || isClockHour(tokens, at, first.end));
  return isHour ? finish(tokens, at, end, hour, 0) : undefined;
}

/** In a sentence a bare number is an hour where a zone stands behind it, "at" before it, or an hour it reaches to. */
function isClockHour(tokens: readonly Token[], at: number, end: number): boolean {
  if (zoneEnd(tokens, end) > end) return true;
  const behind = tokens[end];
  const lead = tokens[at - 1]?.word ?? '';
  if (/^(at|until|till)$/.test(lead)) return behind === undefined || behind.pause;
  if (!/^(from|between)$/.test(lead) || !/^(to|until|till|and)$/.test(behind?.word ?? '')) return false;
  const other = readGroup(tokens, end + 1);
  const hour = hourOf(other);
  if (other === undefined || hour === undefined || hour < 1 || hour > 12) return false;
  return zoneEnd(tokens, other.end) > other.end || halfAt(tokens, other.end) !== undefined;
}

function afterHours(tokens: readonly Token[], at: number): number {
  return tokens[at]?.word === 'hours' ? at + 1 : at;
}

/** "fourteen hundred hours", "fourteen hundred". */
function readMilitary(
  tokens: readonly Token[],
  at: number,
  first: Group,
  second: Group | undefined,
): Match<'time'> | undefined {
  if (first.form !== 'hundreds' || second !== undefined || first.figures.length > 4) return undefined;
  const hour = Math.floor(Number(first.figures) / 100);
  const minute = Number(first.figures) % 100;
  const end = afterHours(tokens, first.end);
  if (hour > 24 || minute > 59 || (hour < 10 && end === first.end)) return undefined;
  return { value: clock(hour % 24, minute), alternatives: [], start: at, end };
}

/** "two thirty p.m., I mean a.m.": only the half of the day, behind a repair. */
function readOtherHalf({ utterance }: Context, at: number): Match<'time'> | undefined {
  const half = utterance.breaks[at] === undefined ? undefined : halfAt(utterance.tokens, at);
  if (half === undefined) return undefined;
  const value = half.half === 'am' ? '00:00' : '12:00';
  return { value, alternatives: [], start: at, end: half.end, partial: true };
}

const NOT_HOURS =
  /^(dollars?|bucks|cents?|percent|%|days?|weeks?|months?|years?|visits?|units?|business|calendar)$/;

/** A time of day, its zone left aside. Without a.m. or p.m. the other half of the day is the alternative. */
function match(context: Context, at: number): Match<'time'> | undefined {
  const found = read(context, at) ?? readOtherHalf(context, at);
  if (found === undefined) return undefined;
  const unit = context.utterance.tokens[found.end];
  if (!context.whole && unit?.pause === false && NOT_HOURS.test(unit.word)) return undefined;
  const end = zoneEnd(context.utterance.tokens, found.end);
  return end === found.end ? found : { ...found, end };
}

export const time: Reader<'time'> = {
  match,
  revise(before, after) {
    if (after.partial !== true) return undefined;
    const [hour = 0, minute = 0] = before.value.split(':').map(Number);
    const base = after.value === '12:00' ? 12 : 0;
    return { ...after, value: clock((hour % 12) + base, minute), partial: false };
  },
};

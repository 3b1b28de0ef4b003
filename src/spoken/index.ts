export { endsInCents, findAmounts } from './amounts.ts';
export { isOfDate, isSpanOfTime } from './beside-dates.ts';
export { isRepair } from './marks.ts';
export { isNamedAgain } from './named-again.ts';
export { findSpoken, parseSpoken, spokenKinds } from './reading.ts';
export { monthNames, say } from './say.ts';
export {
  countWords,
  digitWords,
  endsInValue,
  holdsValueWord,
  isSpelling,
  keyNamed,
  keyWords,
} from './value-words.ts';
export type {
  Checksum,
  Duration,
  DurationUnit,
  Expected,
  Found,
  Parsed,
  SayStyle,
  Span,
  SpokenKind,
  SpokenOptions,
  SpokenValue,
  SpokenValues,
} from './types.ts';

export { answers } from './answers.ts';
export { isEager } from './hold.ts';
export { assembleScript } from './assemble.ts';
export { initialState } from './state.ts';
export type { ScriptState } from './state.ts';
export { deadline } from './deadlines.ts';
export { listening, phase } from './listening.ts';
export { step } from './step.ts';

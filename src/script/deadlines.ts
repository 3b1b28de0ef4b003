import { startClosing } from './closing.ts';
import { afterDoubt, holdTooLong } from './hold.ts';
import { answerPiece } from './menu-lone.ts';
import { menuSilent } from './menu.ts';
import { clearTimer, fail, hangUp } from './scene.ts';
import type { Scene } from './scene.ts';
import type { ScriptState, TimerName } from './state.ts';
import { personSilent } from './talk/silence.ts';
import { thanked } from './talk/waiting.ts';
import { proposalFailed } from './take-proposal.ts';

/** When the machine wants to be woken (call-clock milliseconds), unless something happens before. */
export function deadline({ timers, finished }: ScriptState): number | undefined {
  const due = Object.values(timers);
  return finished || due.length === 0 ? undefined : Math.min(...due);
}

export function deadlinePassed(scene: Scene): void {
  const { state } = scene;
  const due = (Object.entries(state.timers) as [TimerName, number][])
    .filter(([, atMs]) => atMs <= scene.atMs)
    .sort((a, b) => a[1] - b[1]);
  for (const [name] of due) {
    if (state.timers[name] === undefined) continue;
    clearTimer(scene, name);
    rang(scene, name);
  }
}

function rang(scene: Scene, name: TimerName): void {
  switch (name) {
    case 'menu':
      return menuSilent(scene);
    case 'hold':
      return holdTooLong(scene);
    case 'active':
      return budgetSpent(scene);
    case 'hello':
      if (thanked(scene) || answerPiece(scene)) return;
      return afterDoubt(scene);
    case 'silence':
      if (scene.state.phase !== 'conversation') return;
      if (scene.state.talk.proposing !== null && !scene.state.talk.theySpeak) return proposalFailed(scene);
      scene.state.talk.proposing = null;
      return personSilent(scene);
    case 'farewell':
      return hangUp(scene);
  }
}

/** No call lasts for ever: what is known by now is reported, and whoever listens is told. */
function budgetSpent(scene: Scene): void {
  const { phase, stage } = scene.state;
  if (phase === 'conversation') {
    if (stage !== 'closing') startClosing(scene, [], scene.script.wording.budgetGoodbye);
    return;
  }
  if (phase === 'menu') fail(scene, 'ivr_failure');
  hangUp(scene);
}

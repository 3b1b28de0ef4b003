import { heardReflex } from '../scene.ts';
import type { Scene } from '../scene.ts';
import { hear, wordCount } from '../words.ts';
import type { Heard } from '../words.ts';

const fillerWords = 5;

/** "Okay", "mm-hm, thank you": neither asks nor tells. */
export function isFiller(scene: Scene, heard: Heard): boolean {
  const said = withoutOurName(scene, heard);
  return heardReflex(scene, said, 'backchannel') && wordCount(said) <= fillerWords;
}

/** "Thank you, Holly." */
function withoutOurName({ state }: Scene, heard: Heard): Heard {
  const name = ` ${hear(state.agentName).plain}`;
  return heard.plain.endsWith(name) ? hear(heard.plain.slice(0, -name.length)) : heard;
}

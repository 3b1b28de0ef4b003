import { it } from 'vitest';
import { connected } from '../testing/conversation.ts';
it('x', () => {
  const out: string[] = [];
  const say = (pre: string[], ...turns: string[]) => {
    const call = connected();
    for (const t of pre) call.hears(t);
    for (const t of turns) out.push(`${t} -> ${call.hears(t)}`);
  };
  say(['can i have the member i d please'], 'So the member I D is five zero four, four one seven, six five two. Is that right?');
  say(['can i have the member i d please'], 'So the member I D is W X Y, nine two three, seven six five. Is that right?');
  say(['can i have the n p i please'], 'So the N P I is five zero four, four one seven, six five two two. Is that right?');
  say([], 'Can I have name please?');
  say([], 'Can I get name?');
  say([], 'May I have name?');
  say([], 'Can I have name of the patient?');
  say([], "Can I have patient's name?");
  say([], 'Can I have a back number please?');
  say([], "We've been told not two discuss members with virtual assistants. You'll need to have somebody from the office phone us.");
  say([], "Nope. We got told now to deal with computer callers. Somebody from the office's gotta call.");
  say([], "Like I said, get a human to us. Bye now.");
  say([], "I understand, but it's policy. Somebody from the office will need to phone. Bye now.");
  say([], "We can't give information to those, you need to a live person call us.", 'Yeah, no, I am not able to. Have somebody from the office call. Thank');
  console.log(out.join('\n'));
});

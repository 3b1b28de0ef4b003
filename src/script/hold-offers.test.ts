import { describe, expect, it } from 'vitest';
import { dial } from './testing/conversation.ts';

function held() {
  const call = dial();
  call.hears('please hold your call is very important to us');
  call.feed({ type: 'sound_changed', atMs: call.nowMs + 100, sound: 'music' });
  call.keys.length = 0;
  return call;
}

describe('whether we still want to wait', () => {
  it.each([
    ['If you would like to keep your spot, press five now.', '5'],
    ['Still with us? Tap three so we know.', '3'],
    ['To remain in line, touch nine. Otherwise this call will end.', '9'],
    ["Are you still waiting? If you'd still like to talk with someone, push pound now.", '#'],
    ["So that you don't lose your place, please hit one.", '1'],
    ['If you would still like to wait, press six.', '6'],
    [
      "We can call you back. Press two for that. If you don't want a call and would like to keep waiting, press one.",
      '1',
    ],
  ])('"%s" is answered with %s', (line, key) => {
    const call = held();
    call.hears(line);
    expect(call.keys).toEqual([key]);
    expect(call.phase).toBe('hold');
  });

  it.each([
    ['If you are still there, press one to stay on the line.', '1'],
    ['Are you still there? Press four.', '4'],
    ['To keep holding, touch two now.', '2'],
  ])('"%s" is answered with %s behind the menus of a line that plays nothing', (line, key) => {
    const call = dial();
    call.hears('For claims, press one. For prior authorization, press two.');
    call.hears('Did you know that you can check this on our website at any time.');
    call.keys.length = 0;
    call.hears(line);
    expect(call.keys).toEqual([key]);
    expect(call.phase).toBe('hold');
  });

  it.each([
    'Provider offices should press one. Everyone else please stay on the line or press two.',
    'Doctors and their staff press one. All others stay on the line or press two.',
  ])('"%s" is no question whether we stay', (line) => {
    const call = held();
    call.hears(line);
    expect(call.keys).toEqual([]);
  });

  it.each([
    'You can hang up and keep your place. Press two and we will ring you when somebody is free.',
    'To keep your place in line without waiting on the phone, press two.',
    "Rather not wait? We can phone you when it's your turn. Hit one for that, or just keep waiting.",
    'Would you like to keep your place and be called back? Say yes or no.',
    'You do not have to wait. Press two and we will call you when it is your turn.',
    "There's no need to stay on the line. Press one and we'll return your call.",
    "Don't want to wait? Hit three and somebody will phone you as soon as it's your turn.",
    'Tired of holding? You no longer have to. Touch four, and we will ring you back.',
    'Rather than keep waiting, you may press five and an agent will call you within the hour.',
    'Would you rather we rang you back? Push one. Otherwise do nothing.',
    'Prefer a text when it is your turn? Push three.',
    "Press two and we'll give you a call when an agent is free. You do not need to hold.",
  ])('"%s" is a callback, and let pass', (line) => {
    const call = held();
    expect(call.hears(line)).not.toContain('yes');
    expect(call.keys).toEqual([]);
    expect(call.phase).toBe('hold');
  });
});

describe('a line that tells what we want elsewhere only', () => {
  it.each([
    'Claim information is no longer given over the telephone. Please check your claims on our provider website. Goodbye.',
    'We have moved claim questions to our provider portal. Our phone staff can not help with them any more.',
    'Claim status can only be had through our website. Thank you for calling.',
  ])('ends as other_channel when it hangs up: "%s"', (line) => {
    const call = dial();
    call.hears('For claims, press one. For prior authorization, press two.');
    call.hears(line);
    call.feed({ type: 'call_ended', atMs: call.nowMs + 100, how: 'completed' });
    expect(call.results?.[0]?.failure?.reason).toBe('other_channel');
  });

  it('means nothing where it is about other business, or a person answers all the same', () => {
    const other = dial();
    other.hears('Eligibility can only be had through our website.');
    other.feed({ type: 'call_ended', atMs: other.nowMs + 100, how: 'completed' });
    expect(other.results?.[0]?.failure?.reason).toBe('line_dropped');
    const answered = dial();
    answered.hears('Claim status can only be had through our website.');
    answered.hears('Claims department, this is Nora, how can I help you?');
    answered.feed({ type: 'call_ended', atMs: answered.nowMs + 100, how: 'completed' });
    expect(answered.results?.[0]?.failure?.reason).toBe('line_dropped');
  });
});

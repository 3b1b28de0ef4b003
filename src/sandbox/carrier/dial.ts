import { onAbort } from './abort.ts';
import type { CallMedia } from './call-media.ts';
import type { CallRecord, CallStatus } from './call-record.ts';
import { talkSeconds } from './call-record.ts';
import type { CarrierClock } from './clock.ts';
import { playDigits } from './digits.ts';
import { openTrunkLeg } from './trunk-leg.ts';

export interface DialResult {
  childSid: string;
  status: CallStatus;
  seconds: number;
}

/** Calls a second party and joins it to the call until either side hangs up or `signal` interrupts. */
export function dialAndBridge(options: {
  child: CallRecord;
  trunkUrl: string;
  timeoutMs: number;
  sendDigits: string | undefined;
  media: CallMedia;
  clock: CarrierClock;
  signal: AbortSignal;
  onStatus(child: CallRecord, status: CallStatus): void;
}): Promise<DialResult> {
  const { child, media, clock, signal } = options;
  return new Promise((resolve) => {
    const heard: Uint8Array[] = [];
    let cancelTimeout = (): void => undefined;
    let forget = (): void => undefined;
    let timedOut = false;
    const finish = (status: CallStatus) => {
      cancelTimeout();
      forget();
      media.bridge(undefined);
      media.play(undefined);
      child.endedAt = clock.now();
      options.onStatus(child, status);
      resolve({ childSid: child.sid, status, seconds: talkSeconds(child) });
    };
    const leg = openTrunkLeg({
      url: options.trunkUrl,
      callSid: child.sid,
      to: child.to,
      from: child.from,
      handlers: {
        onRinging: () => options.onStatus(child, 'ringing'),
        onAnswer() {
          cancelTimeout();
          child.answeredAt = clock.now();
          options.onStatus(child, 'in-progress');
          media.bridge((frame) => leg.send(frame));
          media.play(() => {
            heard.push(...leg.takeDue());
            return heard.shift();
          });
          if (options.sendDigits !== undefined) {
            void playDigits(options.sendDigits, clock, signal, (digit) => leg.digit(digit));
          }
        },
        onDigit: (digit) => media.digit(digit),
        onEnd(end) {
          if (end.by === 'reject') finish(end.cause);
          else if (timedOut) finish('no-answer');
          else finish(child.answeredAt === undefined ? 'canceled' : 'completed');
        },
      },
    });
    child.startedAt = clock.now();
    cancelTimeout = clock.after(options.timeoutMs, () => {
      timedOut = true;
      leg.hangUp();
    });
    forget = onAbort(signal, () => leg.hangUp());
  });
}

import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { MediaSocket } from '../kernel/telephony.ts';
import { MediaStream } from '../media/twilio-stream.ts';
import type { Hearing } from './hearing.ts';
import type { StreamRole } from './socket-admission.ts';
import type { Speaking } from './speaking.ts';

/** A socket that has not said who it is after this long is closed. */
const introductionMs = 10_000;

/** The ends of a call that its sockets are plugged into. */
export interface StreamEnds {
  hearing: Hearing;
  speaking: Speaking;
  /** One of the call's streams stands, so the carrier's call of that sid was answered. */
  connected(callSid: string): void;
}

/** Plugs a fresh media socket into the call that its token names, or closes it. */
export function receiveStream(
  socket: MediaSocket,
  options: {
    role: StreamRole;
    admit: (token: string) => StreamEnds | undefined;
    clock: Clock;
    logger: Logger;
  },
): void {
  const { role, admit, clock, logger } = options;
  let ends: StreamEnds | undefined;
  const timer = clock.after(introductionMs, () => socket.close());
  const stream = new MediaStream(socket, {
    start({ token, callSid }) {
      timer.cancel();
      ends = admit(token);
      if (ends === undefined) {
        logger.warn({ role }, 'media socket without a valid token refused');
        stream.close();
        return;
      }
      ends.connected(callSid);
      if (role === 'ear') ends.hearing.attach(stream);
      else ends.speaking.attach(stream);
    },
    audio(audio, timestampMs) {
      if (role === 'ear') ends?.hearing.heard(stream, audio, timestampMs);
      else ends?.hearing.heardByMouth(audio, timestampMs);
    },
    mark: (name) => ends?.speaking.marked(stream, name),
    end() {
      timer.cancel();
      if (role === 'ear') ends?.hearing.lost(stream);
      else ends?.speaking.lost(stream);
    },
  });
}

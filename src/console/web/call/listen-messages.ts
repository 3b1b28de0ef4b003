/** Which side of the call a frame of sound is: the first byte of each message of the socket. */
export const sides = ['payor', 'agent'] as const;

export type Side = (typeof sides)[number];

/** What the page tells the part of it that plays, which runs on a thread of its own. */
export type ListenMessage =
  { kind: 'sound'; side: Side; samples: Float32Array } | { kind: 'muted'; muted: readonly Side[] };

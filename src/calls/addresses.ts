/** Where the carrier finds us. Requests may go to any node; sockets go to the node that owns the call. */
export interface CarrierAddresses {
  next(callId: string, generation: number): string;
  fallback(callId: string): string;
  status(callId: string): string;
  streamStatus(callId: string): string;
  /** Of the phone that is dialed into the call. */
  person(callId: string): string;
  socket(role: 'ear' | 'mouth'): string;
}

/** `publicBaseUrl` and `nodePublicUrl` are http(s) origins without a trailing slash; sockets become ws(s). */
export function makeCarrierAddresses(publicBaseUrl: string, nodePublicUrl: string): CarrierAddresses {
  const shared = publicBaseUrl.replace(/\/+$/, '');
  const own = nodePublicUrl.replace(/\/+$/, '').replace(/^http/, 'ws');
  return {
    next: (callId, generation) => `${shared}/twilio/calls/${callId}/next/${generation}`,
    fallback: (callId) => `${shared}/twilio/calls/${callId}/fallback`,
    status: (callId) => `${shared}/twilio/calls/${callId}/status`,
    streamStatus: (callId) => `${shared}/twilio/calls/${callId}/streams`,
    person: (callId) => `${shared}/twilio/calls/${callId}/person`,
    socket: (role) => `${own}/twilio/streams/${role}`,
  };
}

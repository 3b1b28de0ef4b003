import { randomBytes } from 'node:crypto';

export type StreamRole = 'ear' | 'mouth';

/** A ticket that lets one media socket in, once: the stream's URL is public, the token is not. */
export interface SocketAdmission<Owner> {
  issue(role: StreamRole, owner: Owner): string;
  /** The owner, the first time a token is shown for that role; undefined ever after. */
  admit(role: StreamRole, token: string): Owner | undefined;
  revokeAll(owner: Owner): void;
}

export function makeSocketAdmission<Owner>(): SocketAdmission<Owner> {
  const tickets = new Map<string, { role: StreamRole; owner: Owner }>();
  return {
    issue(role, owner) {
      const token = randomBytes(24).toString('base64url');
      tickets.set(token, { role, owner });
      return token;
    },
    admit(role, token) {
      const ticket = tickets.get(token);
      if (ticket?.role !== role) return undefined;
      tickets.delete(token);
      return ticket.owner;
    },
    revokeAll(owner) {
      for (const [token, ticket] of tickets) if (ticket.owner === owner) tickets.delete(token);
    },
  };
}

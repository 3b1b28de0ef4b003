import twilio from 'twilio';
import type { CarrierVerifier } from '../../kernel/telephony.ts';

/**
 * Checks Twilio's signature over the configured public URL and the form's parameters (none for a socket). For wss
 * the SDK knows `:80` as the standard port, so a URL that was signed with `:443`, or plain, is tried both ways.
 */
export function makeCarrierVerifier(options: { authToken: string }): CarrierVerifier {
  return {
    verify(signature, url, parameters) {
      if (signature === undefined || signature === '') return false;
      return spellingsOf(url).some((spelling) =>
        twilio.validateRequest(options.authToken, signature, spelling, { ...parameters }),
      );
    },
  };
}

function spellingsOf(url: string): readonly string[] {
  const secureSocket = /^wss:\/\/([^/:?#]+)(:443)?(?=[/?#]|$)/.exec(url);
  if (secureSocket === null) return [url];
  const [whole, host = ''] = secureSocket;
  const rest = url.slice(whole.length);
  return [`wss://${host}${rest}`, `wss://${host}:443${rest}`];
}

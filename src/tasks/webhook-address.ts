import { isIP } from 'node:net';

/**
 * Whether a webhook may be sent there, as far as the address itself tells: https to a named host, or anything http to
 * a host on the allow list (for development). Where a name leads is checked again at each delivery.
 */
export function isAllowedWebhook(address: string, allowHosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return false;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (allowHosts.includes(host)) return url.protocol === 'https:' || url.protocol === 'http:';
  return url.protocol === 'https:' && isIP(host) === 0 && host.includes('.') && !isLocalName(host);
}

function isLocalName(host: string): boolean {
  return /(^|\.)(localhost|local|internal)\.?$/.test(host);
}

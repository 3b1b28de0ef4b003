import { randomBytes } from 'node:crypto';
import type { Role } from '../../src/kernel/access.ts';

export interface Person {
  id: string;
  name: string;
  email: string;
  password: string;
  role: Role;
}

/** Lets somebody in as people are let in: invited by a key that may, joined by the link. */
export async function invite(base: string, apiKey: string, name: string, role: Role): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@clinic.example`;
  const password = randomBytes(12).toString('base64url');
  const authorization = `Bearer ${apiKey}`;
  const { link } = await post<{ link: string }>(
    `${base}/v1/users/invitations`,
    { email, role },
    { authorization },
  );
  const token = link.slice(link.indexOf('#') + 1);
  await post(`${base}/auth/join`, { token, name, password });
  const people = await fetch(`${base}/v1/users`, { headers: { authorization } });
  const { data } = (await people.json()) as { data: { userId: string; email: string }[] };
  const id = data.find((one) => one.email === email)?.userId;
  if (id === undefined) throw new Error(`${name} has joined and is not listed.`);
  return { id, name, email, password, role };
}

async function post<Answer>(
  address: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

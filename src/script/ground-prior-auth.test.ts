import { describe, expect, it } from 'vitest';
import { scriptOf } from './testing/conversation.ts';
import { readTurn } from './testing/grounding.ts';

const priorAuth = scriptOf('prior-auth');
const read = (text: string, asked: string[] = []) => readTurn(priorAuth, text, asked);

describe('where an authorization stands', () => {
  it.each([
    ['the authorization was approved', 'approved'],
    ["it's in approved status", 'approved'],
    ['it was certified', 'approved'],
    ['the request has been authorized', 'approved'],
    ['I show it approved', 'approved'],
    ['it is approved from march third', 'approved'],
    ["it's a partial approval", 'partial'],
    ['it was approved in part', 'partial'],
    ['it was partially approved', 'partial'],
    ['approved with modifications', 'modified'],
    ['it was modified, approved with changes', 'modified'],
    ['unfortunately it was denied', 'denied'],
    ['I show a denial', 'denied'],
    ['it was not approved', 'denied'],
    ['it was an adverse determination', 'denied'],
    ["it's still pended, no decision yet", 'pended'],
    ['it is pending review', 'pended'],
    ["it hasn't been approved yet", 'pended'],
    ['it is in clinical review', 'pended'],
    ['authorization is not required', 'not_required'],
    ["that code doesn't require an authorization", 'not_required'],
    ['no precert needed', 'not_required'],
    ['there is no authorization on file', 'not_on_file'],
    ["i'm not finding an authorization for that", 'not_on_file'],
    ['that request was canceled', 'canceled'],
    ['it was voided', 'canceled'],
    ['the provider withdrew it, it shows withdrawn', 'canceled'],
    ['that authorization expired', 'expired'],
    ['should be pending, I think', 'pended?'],
    ['it would have been approved', undefined],
    ['if it was denied you can appeal', undefined],
    ['was it approved?', undefined],
    ['the other authorization was approved', undefined],
    ["there is one that was approved, but that's another code", undefined],
    ["we had one denied but it isn't for this member", undefined],
    ["one was approved last spring, that's for a different procedure though", undefined],
    ["one was denied, but that's somebody else's, and yours is approved", 'approved'],
    ['it was approved as requested', 'approved'],
    ['the nurse reviewer modified the request', 'modified'],
    ["we've amended it, it wasn't approved as requested", 'modified'],
    ['they modified your address', undefined],
    ["it wasn't approved in full", undefined],
    ['I see zero requests for this member', 'not_on_file'],
    ['there are zero authorizations on file', 'not_on_file'],
    ['That authorization has expired. It was approved, but the window closed.', 'expired'],
    ["It's canceled. It had been approved in March.", 'canceled'],
    ["It was denied. It's pending with the medical director.", 'pended?'],
    ['It expired. Then it was approved again.', 'approved?'],
    ["we're showing zero cases under that", 'not_on_file'],
    ['was that approved or denied', undefined],
  ])('"%s" is %s', (text, status) => {
    expect(read(text).status).toBe(status);
  });
});

describe('what was approved', () => {
  it('reads everything of "approved twelve visits, four used, through six thirty"', () => {
    expect(read('approved twelve visits, four used, through six thirty')).toEqual({
      status: 'approved',
      'lines.1.approved': 12,
      'lines.1.used': 4,
      'lines.1.unitType': 'visits',
      approvedTo: '2026-06-30',
    });
  });

  it.each([
    ['12 visits were approved', 12, undefined, 'visits'],
    ["they're approved for twenty hours", 20, undefined, 'hours'],
    ['approved 10 days', 10, undefined, 'days'],
    ['four of twelve visits have been used', 12, 4, 'visits'],
    ['five have been used', undefined, 5, undefined],
    ['you have 180 days to appeal', undefined, undefined, undefined],
    ['it is approved from july thirtieth twenty twenty six', undefined, undefined, undefined],
    ['it should take five business days', undefined, undefined, undefined],
    ['there are eight visits left', undefined, undefined, 'visits'],
  ])('"%s"', (text, approved, used, unit) => {
    const said = read(text);
    expect([said['lines.1.approved'], said['lines.1.used'], said['lines.1.unitType']]).toEqual([
      approved,
      used,
      unit,
    ]);
  });

  it('knows from and through', () => {
    expect(
      read('valid march third twenty twenty six through june thirtieth twenty twenty six'),
    ).toMatchObject({
      approvedFrom: '2026-03-03',
      approvedTo: '2026-06-30',
    });
    expect(read('it expires on june thirtieth twenty twenty six')).toEqual({ approvedTo: '2026-06-30' });
  });
});

describe('how many were approved of those asked for', () => {
  it.each([
    ['You all put in for twenty-four and they okayed ten, ten visits.', 10],
    ['They asked for thirty and we gave twelve visits', 12],
    ['You wanted twenty, the nurse signed off on eight', 8],
    ['Your office sent it in for sixteen and the reviewer cut it to six', 6],
    ['You requested forty and got twenty', 20],
  ])('"%s"', (text, approved) => {
    expect(read(text, ['lines.1.approved'])['lines.1.approved']).toBe(approved);
  });

  it('is nothing that was only asked for', () => {
    expect(read('You all put in for twenty-four', ['lines.1.approved'])).toEqual({});
  });
});

describe('approved codes', () => {
  it('are nothing that a date is made of', () => {
    const said = read('it is approved from november first twenty twenty six', ['approvedFrom', 'approvedTo']);
    expect(said).toEqual({ status: 'approved', approvedFrom: '2026-11-01' });
  });
});

describe('deadlines, numbers and documents', () => {
  it.each([
    ['you have until july tenth for the peer to peer', { 'peerToPeer.deadline': '2026-07-10' }],
    ['you have until august tenth to appeal', { appealDeadline: '2026-08-10' }],
    ['you have 180 days to appeal', { appealDeadline: { n: 180, unit: 'days' } }],
    ['the appeal fax number is 303 555 0143', { appealFax: '3035550143' }],
    ['you can call 303 555 0142 for the peer to peer', { 'peerToPeer.phone': '3035550142' }],
    ['fax it to 303 555 0144', { submitFax: '3035550144' }],
    ['the fax number is 303 555 0144', { submitFax: '3035550144' }],
    ['your fax number is 303 555 0144', {}],
    ['the reference number for this call is six six two zero nine three one', { callReference: '6620931' }],
    ['What the director asked for was the sleep study', { 'missingDocs.1': 'sleep study' }],
    ["we're missing the imaging report", { 'missingDocs.1': 'imaging report' }],
    ['a decision is due by june twelfth', { decisionDue: '2026-06-12' }],
    ['it should take five business days', { expectedDays: 5, dayType: 'business' }],
    ["there's no peer to peer for this one", { 'peerToPeer.available': 'no' }],
    ['a peer to peer is no longer available', { 'peerToPeer.available': 'no' }],
    ['yes, a peer to peer is available', { 'peerToPeer.available': 'yes' }],
  ])('"%s"', (text, said) => {
    expect(read(text)).toEqual(said);
  });
});

describe('what they need of us, where that was asked for', () => {
  const needed = (text: string) => read(text, ['missingDocs.1']);

  it.each([
    ["The notes are fine, don't resend those. What I need is the sleep study, that's it.", 'sleep study'],
    ['I still need the signed order from you', 'signed order'],
  ])('"%s"', (text, document) => {
    expect(needed(text)).toEqual({ 'missingDocs.1': document });
  });

  it.each([
    'What I need is your tax I D',
    'I need the member I D again',
    'I need a minute',
    'I need you to hold',
  ])('is nothing in "%s"', (text) => {
    expect(needed(text)).toEqual({});
  });
});

describe('an authorization that is over', () => {
  it('is the old one, with its number and its days', () => {
    expect(
      read(
        "it's expired, the old authorization was three zero nine, one six four, five seven, it covered may first twenty twenty five to july thirty first twenty twenty five",
      ),
    ).toEqual({
      status: 'expired',
      authNumber: '30916457',
      approvedFrom: '2025-05-01?',
      approvedTo: '2025-07-31',
    });
  });

  it('is another one where ours is not over', () => {
    expect(
      read('It was approved. The old authorization was three zero nine, one six four, five seven.'),
    ).toEqual({
      status: 'approved',
    });
  });
});

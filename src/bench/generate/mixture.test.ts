import { describe, expect, it } from 'vitest';
import { seedOf } from '../random.ts';
import { makeScenario } from './generate.ts';
import { endings, twists } from './mixture.ts';

const drawn = Array.from({ length: 3000 }, (_, index) => {
  const name = `m-${index}`;
  return makeScenario(name, seedOf(11, name));
});

const endingKinds = endings.map(({ kind }) => kind);
const withKind = (kind: string) =>
  drawn.filter(({ kinds }) => kinds.includes(kind)).map(({ scenario }) => scenario);

describe('what is laid over generated calls', () => {
  it('has every kind there is', () => {
    const seen = new Set(drawn.flatMap(({ kinds }) => kinds));
    expect([...twists, ...endings].map(({ kind }) => kind).filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it('leaves about half of them plain, and ends one in eight without a representative who serves it', () => {
    const share = (count: number) => count / drawn.length;
    const more = share(drawn.filter(({ kinds }) => kinds.length > 0).length);
    const ended = share(drawn.filter(({ kinds }) => kinds.some((kind) => endingKinds.includes(kind))).length);
    expect(more).toBeGreaterThan(0.45);
    expect(more).toBeLessThan(0.6);
    expect(ended).toBeGreaterThan(0.1);
    expect(ended).toBeLessThan(0.15);
  });

  it('completes no call that ends early, and fails none that is served', () => {
    for (const { scenario, kinds } of drawn) {
      const ended = kinds.some((kind) => endingKinds.includes(kind));
      expect(scenario.truth.state === 'failed' || scenario.truth.failure !== undefined).toBe(ended);
      if (ended) expect(scenario.truth.state).not.toBe('completed');
    }
  });

  it('knows of a call that ends early only what was told before', () => {
    const told = drawn.filter(({ kinds }) => kinds.some((kind) => endingKinds.includes(kind)));
    for (const { scenario } of told) {
      const known = new Set([...(scenario.representative?.volunteers ?? []), 'repName']);
      const { fields = {}, state } = scenario.truth;
      if (state === 'failed') expect(Object.keys(fields).filter((field) => field !== 'repName')).toEqual([]);
      else expect(Object.keys(fields).filter((field) => !known.has(field))).toEqual([]);
    }
  });
});

describe('the truth of what happens in a call', () => {
  it('has no value for what is withheld', () => {
    for (const { representative, truth } of withKind('withheld field')) {
      const withheld = Object.entries(representative?.telling ?? {})
        .filter(([, { withheld: how }]) => how !== undefined)
        .map(([field]) => field);
      for (const field of withheld) expect(truth.fields?.[field]).toBeUndefined();
    }
  });

  it('holds the later of two values that contradict each other', () => {
    for (const scenario of withKind('contradiction')) {
      const people = [scenario.representative, ...(scenario.colleagues ?? [])];
      const later = people.flatMap((person) =>
        Object.entries(person?.telling ?? {}).flatMap(([field, how]) =>
          how.later === undefined
            ? []
            : [{ field, later: how.later, before: person?.facts?.[field] ?? how.later }],
        ),
      );
      expect(later.length).toBe(1);
      for (const { field, later: value, before } of later) {
        expect(scenario.truth.fields?.[field]).toBe(value);
        expect(before).not.toBe(value);
      }
    }
  });

  it('calls doubtful what nobody is ever sure of, and the call partly answered', () => {
    const unsure = withKind('never sure');
    expect(unsure.length).toBeGreaterThan(0);
    for (const { truth } of unsure) {
      expect(truth.state).toBe('partial');
      for (const field of truth.doubtful ?? []) expect(truth.fields?.[field]).toBeDefined();
    }
  });

  it('names the last one who serves the call', () => {
    for (const scenario of [...withKind('transferred first'), ...withKind('transferred midway')])
      expect(scenario.truth.fields?.repName).toBe(scenario.colleagues?.at(-1)?.name);
  });

  it('leads every transfer to somebody who is there, or to nobody', () => {
    for (const { scenario } of drawn) {
      const names = (scenario.colleagues ?? []).map(({ name }) => name);
      const people = [scenario.representative, ...(scenario.colleagues ?? [])];
      const to = people.flatMap((person) =>
        (person?.moments ?? []).flatMap(({ transfer }) => transfer?.to ?? []),
      );
      expect(to.filter((name) => !names.includes(name))).toEqual([]);
    }
  });

  it('leaves over as many tasks as there are beyond the limit', () => {
    for (const { representative, colleagues = [], tasks = [] } of withKind('several tasks')) {
      const serving = colleagues.at(-1) ?? representative;
      const served = serving?.claimsPerCall?.limit ?? tasks.length + 1;
      expect(tasks.filter(({ truth }) => truth.state === 'failed').length).toBe(tasks.length + 1 - served);
    }
  });

  it('asks for what tells several tasks apart', () => {
    for (const { task, tasks = [], ...scenario } of withKind('several tasks')) {
      const people = [scenario.representative, ...(scenario.colleagues ?? [])];
      const asked = JSON.stringify(people.at(-1)?.verification);
      const samePatient = tasks.some((one) => one.task.inputs.memberId === task.inputs.memberId);
      const needed =
        task.callType === 'credentialing_status'
          ? 'providerName'
          : samePatient
            ? 'dateOfService'
            : 'memberId';
      expect(asked).toContain(needed);
    }
  });
});

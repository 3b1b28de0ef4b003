import type { Fit } from './fit.ts';
import { taskOf } from './scene.ts';
import type { Scene } from './scene.ts';

/** "A through L", "M to Z"; recognisers write single letters in the case that they like. */
const range = /(?:^| )([a-z]) (?:through|thru|to|dash|and) ([a-z])(?= |$)/;
const startsWith =
  /(?:^| )(?:starts?|begins?|starting|beginning|prefix(?: of| is)?)(?: with| in)?(?: (?:the|a|an))*(?: letters?| prefix| characters?)? ((?:[a-z0-9] )*[a-z0-9])(?= |$)/;
const kindOfStart =
  /(?:^| )(?:starts?|begins?|starting|beginning)(?: with)?(?: (?:a|an|any))? (letters?|numbers?|digits?|numeric|alpha)(?: |$)/;

/** Choices by the letters with which a name or a number of ours begins. */
export function fitsByLetters(scene: Scene, plain: string, labels: readonly string[]): Fit[] {
  let subject = subjectOf(scene, plain.split(/(?:^| )(?:press|dial|say)(?: |$)/)[0] ?? '');
  return labels.map((label) => {
    subject = subjectOf(scene, label) ?? subject;
    if (subject === undefined || subject === '') return undefined;
    const value = subject.toLowerCase().replace(/[^a-z0-9]/g, '');
    const kind = kindOfStart.exec(label)?.[1];
    if (kind !== undefined) return /^[a-z]/.test(value) === /^(?:letter|alpha)/.test(kind);
    const [, from, to] = range.exec(label) ?? [];
    if (from !== undefined && to !== undefined && from < to)
      return value.slice(0, 1) >= from && value.slice(0, 1) <= to;
    const letters = startsWith.exec(label)?.[1]?.replaceAll(' ', '');
    return letters === undefined ? undefined : value.startsWith(letters);
  });
}

/** What of ours a line sorts by its letters. */
function subjectOf(scene: Scene, words: string): string | undefined {
  const inputs = taskOf(scene)?.task.inputs;
  const of = (name: string) => (inputs?.[name] === undefined ? undefined : String(inputs[name]));
  if (/(?:^| )(?:provider|practice|group|facility|doctor|physician)s? (?:last )?names?(?: |$)/.test(words))
    return scene.state.practice?.name ?? of('providerLastName');
  if (/(?:^| )(?:last names?|surnames?)(?: |$)/.test(words))
    return of('patientLastName') ?? of('providerLastName');
  if (/(?:^| )first names?(?: |$)/.test(words)) return of('patientFirstName') ?? of('providerFirstName');
  if (/(?:^| )(?:member|patient|subscriber|policy)s? names?(?: |$)/.test(words)) return of('patientLastName');
  if (
    /(?:^| )(?:(?:member|subscriber|patient|policy|card)s? (?:i ?d|number|identification)|i ?d (?:number|card)|i ?ds?|prefix)(?: |$)/.test(
      words,
    )
  )
    return of('memberId');
  return undefined;
}

/** What a code may be, from the words around it. */
export type Topic = 'diagnosis' | 'place' | 'remark' | 'reason' | 'procedure' | undefined;

/** An adjustment group with its reason; a nought in it is the letter. */
const GROUPS = /^(CO|C0|PR|OA|0A|PI|CR)-?([A-Z]?\d{1,3}|\d{1,3}[A-Z]?)$/;

/** A letter, two figures (the second may be A or B), up to three more of which a letter is rare, and a letter that extends it. */
const ICD = /^[A-Z]\d[\dAB](\.?([\dAX]|(?<=^O35\.?)[B-H]){1,3}[\dA-Z]?)?$/;
/** Level II letters in use; M, K, R and H only with the figures that are, the rest of them are diagnoses. */
const HCPCS = /^([ABCDEGJLPQSTUV]\d|M[01]|K[01]|R0|H[0-2])\d{3}$/;
const CPT = /^\d{4}[0-9AFTU]$/;
const RARC = /^(M\d{1,3}|MA\d{2,3}|N\d{1,4})$/;
const CARC = /^([ABDPWY]\d{1,2}|\d{1,3})$/;
const MODIFIED = /^(\d{4}[0-9AFTU]|[A-V]\d{4})-?([0-9A-Z]{2})$/;
/** Remark codes that begin with M alone end here; what is higher is a diagnosis. */
const LAST_M_REMARK = 150;

/** The diagnosis that some characters are, with its point ("M545" is "M54.5"); nothing where they have not its shape. */
export function diagnosisOf(text: string): string | undefined {
  if (!ICD.test(text)) return undefined;
  const bare = text.replace('.', '');
  return bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
}

/** The codes that some characters can be, likeliest first. */
export function shapes(raw: string, topic: Topic): string[] {
  const text = raw.replace(/[ ']/g, '').replace(/^[-./]+|[-./]+$/g, '');
  const list: string[] = [];
  const add = (value: string): void => {
    if (!list.includes(value)) list.push(value);
  };
  const group = GROUPS.exec(text.replace(/^C0$/, 'CO'));
  const bare = text.replace(/[-/]/g, '');
  if (group !== null && !bare.includes('.')) {
    const name = (group[1] ?? '').replace('0', 'O').replace(/^O([^A])/, 'O$1');
    if (!HCPCS.test(bare) || bare.startsWith('C0'))
      add(`${name === 'OA' || name === '0A' ? 'OA' : name}-${(group[2] ?? '').replace(/^0+(?=\d)/, '')}`);
  }
  if (topic === 'place' && /^\d{1,2}$/.test(bare)) return [bare.padStart(2, '0')];
  const pointed = bare.includes('.');
  const plain = bare.replace('.', '');
  const icd = diagnosisOf(bare);
  if (topic === 'diagnosis' && icd !== undefined) add(icd);
  if (pointed && icd !== undefined && bare.indexOf('.') === 3) add(icd);
  if (!pointed) {
    const remark = RARC.test(plain) && (!/^M\d/.test(plain) || Number(plain.slice(1)) <= LAST_M_REMARK);
    if (CPT.test(plain)) add(plain);
    if (HCPCS.test(plain)) add(plain);
    if (remark) add(plain);
    // Of these none has a single figure: "M A four" leaves the nought out.
    if (/^MA\d$/.test(plain)) add(`MA0${plain.slice(2)}`);
    if (icd !== undefined) add(icd);
    const modified = MODIFIED.exec(text.replace('/', '-'));
    if (modified !== null) add(`${modified[1] ?? ''}-${modified[2] ?? ''}`);
    if (CARC.test(plain)) add(plain.replace(/^0+(?=\d)/, ''));
  }
  return list;
}

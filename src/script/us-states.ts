import { hear } from './words.ts';

const states =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC District of Columbia'
    .split(',')
    .map((entry) => ({ code: entry.slice(0, 2), name: entry.slice(3).toLowerCase() }));

/** States that a line names in words, or an address by its two letters before the postal code; by their codes. */
export function statesIn(text: string): string[] {
  const { plain } = hear(text);
  const code = /(?:^|,\s*|\s)([A-Z]{2})\.?(?:\s+\d{5}(?:-\d{4})?)?\s*$/.exec(text)?.[1];
  const coded = states.find((one) => one.code === code);
  if (coded !== undefined) return [coded.code];
  return states
    .map(({ code: of, name }) => ({ of, at: namedAt(plain, name) }))
    .filter(({ at }) => at >= 0)
    .map(({ of }) => of);
}

/** "Virginia" does not stand in "West Virginia". */
function namedAt(plain: string, name: string): number {
  return plain.search(new RegExp(`(?<![a-z])(?<!west )${name}(?![a-z])`));
}

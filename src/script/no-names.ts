/**
 * Words that nobody is called by, though they stand where a name may: behind "this is", alone behind the question for a
 * name, or at the head of a greeting. "Will", "May" and "Art" can be names and are words far more often, so that who is
 * called so is asked.
 */
const words = [
  // Words that every sentence has.
  'a an the this that these those thats it its i im ive ill me my we our us you your he him his hes she her shes they them their',
  'am is are was were be been being do does did done dont has have had having can could may might must shall should will would',
  'about after again all already also always and another any as at back because before both but by each either else ever',
  'every few first for from here heres how if in into just last later least less let lets like lot longer many more most much',
  'never new next no nobody none nor not nothing now of off on once only open or other others otherwise out over own please',
  'quite rather real really same second since so some somebody someone something soon still such than then there theres thing',
  'things third through to today together tomorrow tonight too twice under unless until up upon very well what whats when where',
  'whether which while who whom whose why with within without yesterday yet everybody everyone everything anyone anybody anything',
  // Manners, sounds and turns.
  'yes yeah yep yup nope nah ok okay alright right sure correct course great good fine perfect awesome wonderful hello hi hey',
  'thank thanks sorry welcome bye goodbye um uh uh-huh er erm hm huh mm mm-hm mhm mmhm oh ah ahead actually absolutely apparently',
  'basically certainly definitely exactly honestly maybe obviously perhaps probably unfortunately morning afternoon evening day',
  'night moment minute minutes seconds sir maam miss ready afraid able unable glad happy',
  // What people do.
  'ask asked asking call called calling calls check checked checking choose come comes coming connect connected connecting contact',
  'contacted contacting dial enter gave get gets getting give gives given giving go goes going gone gonna got hear heard help',
  'helping hit hold holding keep know look looked looking looks mail mailed make makes monitored need needed needs press pull pulled',
  'pulling push put received record recorded recording regarding release request requested requests require required requires say',
  'says see seeing seen select selected send sent share show showed showing shows signed sounds speak speaking spell spelled stand',
  'submitted take takes taken talk talking tell tells told touch transfer transferred transferring try trying type typing use used',
  'verified verify wait waiting want wants went work working',
  // What is talked about.
  'account active address admin agent agents answer appeal appeals approved assistant auth authorization authorizations automated',
  'behavioral benefit benefits billing center centers clinics broker brokers busy caller callers care case claim claims clinic clinical closed code',
  'codes commercial company copay coverage credentialing currently customer customers date deductible denied dental dentist dentists',
  'department desk details different directory doctor doctors documentation dollars eligibility employer employers english',
  'enrollment extension facilities facility families family fax federal file form forms front general group groups',
  'health history hospital hospitals inactive info information initial initials inquiry insurance intake internal key letter letters',
  'level line lines listed main management manager medicaid medical medicare member members menu missing monday name names network',
  'note notes number numbers nurse nursing office offices online operations operator option options paid part patient patients',
  'payment payments pcp pending pharmacies pharmacist pharmacists pharmacy phone physician physicians plan plans policy portal',
  'practice practices precert preferred professional provider providers question questions queue records reference referral',
  'referrals regular relations representative representatives results review screen section service services side solutions spanish',
  'specialty status surgery surgical medicine associates subscriber subscribers supervisor support system systems team unit utilization virtual vision visit',
  'visits voicemail website',
  // Numbers, days and months that are no names.
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  'twenty thirty forty fifty sixty seventy eighty ninety hundred thousand percent half tuesday wednesday thursday friday saturday',
  'sunday january february march july september october november december',
];

const nobodysNames: ReadonlySet<string> = new Set(words.flatMap((line) => line.split(' ')));

/** Whether nobody is called by this word; "provider's" is no name either. */
export function isNobodysName(word: string): boolean {
  const plain = word.toLowerCase();
  return [plain.replace(/['’]/g, ''), plain.replace(/['’]s$/, '')].some((form) => nobodysNames.has(form));
}

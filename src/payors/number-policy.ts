/** Area codes of the North American plan that belong to other countries: dialed like ours, billed like abroad. */
const foreignAreas = new Set(
  '242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876' // Caribbean, Bermuda
    .split(' '),
);

/** 900 is premium by definition; 5XX and 700 numbers follow a person or a carrier's own tariff. */
const specialAreas = new Set(
  '500 521 522 523 524 525 526 527 528 529 533 544 566 577 588 700 710 900'.split(' '),
);

/**
 * Why a number may not be dialed, as a sentence without the number; undefined where it may. Allowed are North
 * American numbers in E.164 form that cost what a call costs (North American Numbering Plan: NPA and exchange begin
 * with 2–9 and do not end in 11).
 */
export function refusalOfNumber(phoneNumber: string): string | undefined {
  if (!/^\+[1-9]\d{7,14}$/.test(phoneNumber)) return 'must be in E.164 form, such as +13035550142';
  const parts = /^\+1([2-9]\d\d)([2-9]\d\d)(\d{4})$/.exec(phoneNumber);
  const [, area = '', exchange = '', line = ''] = parts ?? [];
  if (parts === null || area.endsWith('11') || exchange.endsWith('11'))
    return 'must be a North American number';
  if (foreignAreas.has(area)) return 'must not be an international number';
  if (specialAreas.has(area) || exchange === '976' || (exchange === '555' && line === '1212'))
    return 'must not be a premium or special-rate number';
  return undefined;
}

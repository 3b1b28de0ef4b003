/** One `class` of those that hold; modules of styles know no name for certain. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ');

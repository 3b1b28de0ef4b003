/** Letters and digits alone, in capitals: what is told from something else by them, however it is spaced or hyphened. */
export function bare(value: unknown): string {
  return String(value)
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase();
}

/** "Ten percent on the old plan": what stands before it is said of it. */
export const saysWhere = /\b(?:on|under|with|for|in|by)\s+$/i;

/** "It was fifteen hundred last year": where the piece of a clause begins that words stand in. */
export function pieceAround(text: string, at: number): number {
  const joints = [...text.slice(0, at).matchAll(/[,;:]|\b(?:and|but|while|whereas|so)\b/gi)];
  return joints.at(-1)?.index ?? 0;
}

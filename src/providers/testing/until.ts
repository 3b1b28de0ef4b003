/** Resolves when the condition holds, looking again after every turn of the event loop; fails after some seconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const giveUpAt = Date.now() + 8_000;
  while (!condition()) {
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain until ${what}.`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

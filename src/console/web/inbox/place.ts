interface Place {
  /** Pixels from the top. */
  offset: number;
  taskId: string | undefined;
}

const places = new Map<string, Place>();

/** Where somebody was in a list, by the list's address, so that coming back from a review ends up there. */
export const placeIn = (address: string): Place => places.get(address) ?? { offset: 0, taskId: undefined };

export function keepPlace(address: string, part: Partial<Place>): void {
  places.set(address, { ...placeIn(address), ...part });
}

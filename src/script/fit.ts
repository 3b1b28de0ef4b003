/** Whether a choice is for our case, by what we know of it; undefined where it does not tell, or we do not know. */
export type Fit = boolean | undefined;

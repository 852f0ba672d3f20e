/** The most days of change that are answered: those nearest to the day that is asked about. */
export const MOST_DAYS = 1_000;

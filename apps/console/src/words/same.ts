/** Words that have the same keys as those of the French file; English has no plural for millions. */
export type Same<French> = {
  [Key in keyof French as Key extends `${string}_many` ? never : Key]: French[Key] extends string
    ? string
    : Same<French[Key]>;
};

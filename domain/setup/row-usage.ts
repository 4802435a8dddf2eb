/** Who uses a row of setup: a noun of `setup.user`, or another table of setup. */
export type Usage = { noun: string } | { table: string }

/** Who keeps a row from being deleted, and who would be refused without it until there is one again. */
export type RowUsage = { keeps: Usage[]; misses: Usage[] }

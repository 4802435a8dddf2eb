let allowed = false

/**
 * Lets this process' transactions run statements for long, and wait for their turn: imports, batches, benchmarks. Web pages
 * keep to the limits of the application's role (bin/statement-limits.ts).
 */
export function allowLongStatements(): void {
  allowed = true
}

/** Whether this process may. */
export function mayRunLong(): boolean {
  return allowed
}

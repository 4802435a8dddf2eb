/** One figure of the bench: a JSON object a line on standard output. */
export type Figure = {
  system: "inkoop" | "postgresql" | "chromium" | "next"
  job: string
  lines?: number
  runs?: number
  [measured: string]: string | number | undefined
}

/** Prints a figure, so that a run that is cut off has still told what it measured. */
export function report(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

/** The value below which a share of the values lies (nearest rank). @param share 0.5 is the median */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The value in the middle (the lower of two). */
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Median and 95th percentile of durations in milliseconds, to the hundredth. */
export function durations(values: readonly number[]): { p50_ms: number; p95_ms: number; runs: number } {
  return { p50_ms: rounded(percentile(values, 0.5)), p95_ms: rounded(percentile(values, 0.95)), runs: values.length }
}

/** To the hundredth: a figure of a bench has no more digits that mean something. */
export function rounded(value: number): number {
  return Number(value.toPrecision(value < 10 ? 3 : 4))
}

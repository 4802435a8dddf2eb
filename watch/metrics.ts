import { Counter, Gauge, Histogram, type Metric, register } from "prom-client"

/**
 * What is measured, for Prometheus. One registry for the process, also where the bundler gives pages and route handlers copies of this
 * module: prom-client itself is loaded once.
 */
function once<M extends Metric>(name: string, make: () => M): M {
  return (register.getSingleMetric(name) as M | undefined) ?? make()
}

/** Seconds; a page takes a hundredth, a long build some. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

const requests = () =>
  once(
    "inkoop_http_request_duration_seconds",
    () =>
      new Histogram({
        name: "inkoop_http_request_duration_seconds",
        help: "Requests answered, by route, method and status.",
        labelNames: ["route", "method", "status"],
        buckets,
      }),
  )

const work = () =>
  once(
    "inkoop_work_duration_seconds",
    () =>
      new Histogram({
        name: "inkoop_work_duration_seconds",
        help: "Purchase invoices built, and documents posted.",
        labelNames: ["work", "outcome"],
        buckets,
      }),
  )

const jobs = () =>
  once(
    "inkoop_job_duration_seconds",
    () =>
      new Histogram({
        name: "inkoop_job_duration_seconds",
        help: "Jobs run by this process, by queue; outcome failed: it is tried again, or is written down as failed.",
        labelNames: ["queue", "outcome"],
        buckets,
      }),
  )

const lines = () =>
  once(
    "inkoop_log_lines_total",
    () =>
      new Counter({
        name: "inkoop_log_lines_total",
        help: "Lines for the log, those that were left out as repeated too.",
        labelNames: ["level"],
      }),
  )

const transactions = () =>
  once(
    "inkoop_database_transactions",
    () =>
      new Gauge({
        name: "inkoop_database_transactions",
        help: "Transactions that are open or wait for a connection; above inkoop_database_pool_size they wait.",
      }),
  )

/** @param route as the portal's folders name it, such as /[company]/vendors/[no] */
export function countRequest(route: string, method: string, status: number, seconds: number): void {
  requests().observe({ route, method, status }, seconds)
}

export function countJob(queue: string, outcome: "done" | "failed", seconds: number): void {
  jobs().observe({ queue, outcome }, seconds)
}

export function countLine(level: string): void {
  lines().inc({ level })
}

/** Counts a transaction while it is open. @returns its end */
export function countTransaction(): () => void {
  transactions().inc()
  return () => transactions().dec()
}

/** Measures a piece of the trade's own work, whoever runs it: web or worker. */
export async function timed<T>(name: "build" | "post", run: () => Promise<T>): Promise<T> {
  const since = performance.now()
  const end = (outcome: string) => work().observe({ work: name, outcome }, (performance.now() - since) / 1_000)
  try {
    const result = await run()
    end("done")
    return result
  } catch (error) {
    end("failed")
    throw error
  }
}

/**
 * A number that is looked up when somebody asks.
 * @param look the numbers by label; what it throws leaves the gauge without any
 */
export function gauge<L extends string = never>(
  name: string,
  help: string,
  look: () => Promise<readonly (readonly [labels: Record<L, string>, value: number])[]>,
  labelNames: L[] = [],
): void {
  once(
    name,
    () =>
      new Gauge({
        name,
        help,
        labelNames,
        async collect() {
          this.reset()
          try {
            for (const [labels, value] of await look()) this.set(labels, value)
          } catch {
            // What cannot be asked now, such as a queue that is away, is not told as nothing.
            if (labelNames.length === 0) this.remove()
          }
        },
      }),
  )
}

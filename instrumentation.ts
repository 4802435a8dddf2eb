import type { Instrumentation } from "next"

/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  // In this form the bundler leaves it out of what it makes for other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    await import("@/db/patched")
    const [{ watchRequests }, { closeHub, measureLivePages }] = await Promise.all([
      import("@/app/watch-requests"),
      import("@/app/_live/hub"),
    ])
    watchRequests()
    measureLivePages()
    // An open event stream would keep the server from stopping.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void closeHub())
  }
}

/** Called with what a page, an action or a route handler threw and nobody caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("@/app/log-request-error")
    logRequestError(error, request, context)
  }
}

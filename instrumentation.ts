import type { Instrumentation } from "next"

/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  // In this form the bundler leaves it out of what it makes for other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    await import("@/db/patched")
    const [{ watchRequests }, { closeHub, isDeaf, measureLivePages }, { showAlive }, { tellOtherSecret }] =
      await Promise.all([
        import("@/app/watch-requests"),
        import("@/app/_live/hub"),
        import("@/domain/operators/running-processes"),
        import("@/app/tell-other-secret"),
      ])
    watchRequests()
    measureLivePages()
    void tellOtherSecret()
    const sign = showAlive("web", isDeaf)
    // An open event stream would keep the server from stopping.
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => void Promise.all([closeHub(), sign.stop()]))
  }
}

/** Called with what a page, an action or a route handler threw and nobody caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logRequestError } = await import("@/app/log-request-error")
    logRequestError(error, request, context)
  }
}

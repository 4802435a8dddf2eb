/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  // In this form the bundler leaves it out of what it makes for other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    await import("@/db/patched")
    const [{ watchRequests }, { closeHub }] = await Promise.all([
      import("@/app/watch-requests"),
      import("@/app/_live/hub"),
    ])
    watchRequests()
    // An open event stream would keep the server from stopping.
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void closeHub())
  }
}

/** Runs once in each server process, before its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return
  const { watchRequests } = await import("@/app/watch-requests")
  watchRequests()
  const { closeHub } = await import("@/app/live/hub")
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void closeHub())
}

/** How long until then, for a sentence: whole minutes, or seconds where there is none; at least one second. */
export function waitUntil(until: Date): { minutes: number; seconds: number } {
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1_000))
  return { minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60), seconds }
}

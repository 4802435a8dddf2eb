const waiting: (() => void)[] = []

/** Does something soon, in a turn of its own behind what waits already, so that keys come in between. @returns ends it */
export function inTurn(run: () => void): () => void {
  if (waiting.push(run) === 1) setTimeout(next)
  return () => {
    const at = waiting.indexOf(run)
    if (at >= 0) waiting.splice(at, 1)
  }
}

function next(): void {
  waiting.shift()?.()
  if (waiting.length > 0) setTimeout(next)
}

/** Milliseconds that work on many lines takes before it lets keys come in between. */
const AT_ONCE = 8

/** Does something with each of many, in turns between which keys come in. */
export async function eachInTurns<T>(many: readonly T[], run: (one: T) => void): Promise<void> {
  let since = performance.now()
  for (const one of many) {
    if (performance.now() - since > AT_ONCE) {
      await new Promise(done => setTimeout(done))
      since = performance.now()
    }
    run(one)
  }
}

/** Does something while nothing else is to be done. @param latest milliseconds after which it is done all the same @returns ends it */
export function whenIdle(run: () => void, latest?: number): () => void {
  // Safari has none.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(run)
    return () => clearTimeout(timer)
  }
  const idle = requestIdleCallback(run, latest === undefined ? undefined : { timeout: latest })
  return () => cancelIdleCallback(idle)
}

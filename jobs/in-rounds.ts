import { workerLog } from "./log"

/**
 * Does work again and again without a queue, never two rounds at once: mails that are few and go out also while the queue is away.
 *
 * @param interval milliseconds between two looks
 * @param doRound one round; what it throws is logged, and the next one tries again
 * @param putOff what the log says then
 * @returns `stop` waits for a round that runs
 */
export function inRounds(interval: number, doRound: () => Promise<unknown>, putOff: string): { stop(): Promise<void> } {
  let round: Promise<unknown> | undefined
  const timer = setInterval(() => {
    round ??= doRound()
      .catch(error => workerLog().warn({ err: error }, putOff))
      .finally(() => {
        round = undefined
      })
  }, interval)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}

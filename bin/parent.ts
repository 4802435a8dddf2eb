/**
 * Calls back when the npm that runs us has gone without a word (kill -9): nobody is left then to stop us. Started without
 * npm we may outlive our parent on purpose (nohup), and nothing is watched.
 */
export function whenNpmIsGone(callback: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 500)
  timer.unref()
}

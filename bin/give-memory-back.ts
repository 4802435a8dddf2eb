import type { Server } from "node:http"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"

/** Milliseconds without a request until nobody is felt to wait for one, and between two looks. */
const quiet = 20_000

/**
 * Has V8 give back what requests have left behind, once none has come for a while: by itself it does so as more are answered, and what the
 * busiest hour took is kept all night.
 *
 * @param server whose requests count
 * @param options after how many milliseconds, and how
 * @returns ends it
 */
export function giveMemoryBack(server: Server, { after = quiet, collect = collector() } = {}): () => void {
  let last = 0
  const note = () => {
    last = Date.now()
  }
  const look = setInterval(() => {
    if (last === 0 || Date.now() - last < after) return
    last = 0
    collect()
  }, after)
  look.unref()
  server.on("request", note)
  return () => {
    clearInterval(look)
    server.off("request", note)
  }
}

/** Looks through all of the heap, which takes a tenth of a second. */
function collector(): () => void {
  setFlagsFromString("--expose-gc")
  return runInNewContext("gc")
}

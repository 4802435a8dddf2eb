import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { root } from "@/bin/root"

/** What NODE_OPTIONS has to say for the web to tell how long its event loop was held. @param port where it tells it */
export function watchingLoop(port: number): string {
  return `--import=${pathToFileURL(join(root, "bin/bench/watch-loop.mjs"))}?port=${port}`
}

/** The longest hold in milliseconds since it was asked before. @param port of watchingLoop */
export async function longestHold(port: number): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${port}`)).text())
}

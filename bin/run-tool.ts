import { root } from "./root"
import { supervise } from "./services/supervise"

/**
 * Runs a tool of node_modules to its end, its output going to ours.
 * @param bin path below node_modules
 * @returns whether it succeeded
 */
export async function runTool(
  bin: string,
  args: string[],
  env: Record<string, string | undefined> = {},
): Promise<boolean> {
  const tool = await supervise({
    command: process.execPath,
    args: [`node_modules/${bin}`, ...args],
    cwd: root,
    env: { ...process.env, ...env },
    stopWith: [
      ["SIGTERM", 3_000],
      ["SIGKILL", 1_000],
    ],
  })
  const { code } = await tool.exited
  return code === 0
}

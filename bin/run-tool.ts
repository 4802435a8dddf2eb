import { setPriority } from "node:os"
import { root } from "./root"
import { supervise } from "./services/supervise"

/**
 * Runs a tool of node_modules to its end, its output going to ours.
 * @param bin path below node_modules
 * @param priority as in `os.setPriority`, 0 to 19: how far it stands back for others, with all that it starts
 * @returns whether it succeeded
 */
export async function runTool(
  bin: string,
  args: string[],
  env: Record<string, string | undefined> = {},
  priority = 0,
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
  if (priority > 0) setPriority(tool.pid, priority)
  const { code } = await tool.exited
  return code === 0
}

import { isAlive } from "@/bin/services/process-of"
import { until } from "./until"

/** Ends a process as a power cut does, and waits until its connections are gone with it. */
export async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL")
  await untilGone(pid)
}

/** @throws Error when it is still there after so many seconds */
export async function untilGone(pid: number, seconds = 30): Promise<void> {
  await until(`process ${pid} has gone`, () => !isAlive(pid), seconds)
}

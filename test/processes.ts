import { execFileSync } from "node:child_process"
import { readdirSync, readFileSync, readlinkSync } from "node:fs"

/** The processes that name the folder in their command or work in it, as "pid command". */
export function processesOf(folder: string): string[] {
  if (process.platform !== "linux") {
    const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n")
    return lines.filter(line => line.includes(folder))
  }
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
        const works = readlinkSync(`/proc/${pid}/cwd`)
        return command.includes(folder) || works.startsWith(folder) ? [`${pid} ${command}`] : []
      } catch {
        return [] // It has gone meanwhile.
      }
    })
}

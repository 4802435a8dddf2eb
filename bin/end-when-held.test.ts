import { spawn } from "node:child_process"
import { once } from "node:events"
import { expect, onTestFinished, test } from "vitest"
import { root } from "./root"

/** Runs a program that is watched, and tells how it ended. */
async function watched(program: string) {
  const source = `import { endWhenHeld } from "./bin/end-when-held"; endWhenHeld("web", 1); ${program}`
  const args = ["--import", "tsx", "--input-type=module", "--eval", source]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "pipe"] })
  onTestFinished(() => void child.kill("SIGKILL"))
  const said: Buffer[] = []
  child.stderr.on("data", chunk => said.push(chunk))
  const [code, signal] = await once(child, "close")
  return { code, signal, said: Buffer.concat(said).toString() }
}

test.each([
  ["a loop", "setTimeout(() => { while (true) {} }, 10)"],
  ["promises that settle at once", "const spin = async () => { while (true) await null }; setTimeout(spin, 10)"],
])("a process held by %s ends itself and says so", async (_, program) => {
  const { signal, said } = await watched(program)
  expect(signal).toBe("SIGKILL")
  expect(said).toContain("nothing has run here for 1 s")
})

test("one that works in turns goes on to its end", async () => {
  const program = `for (let n = 0; n < 6; n++) await new Promise(resolve => setTimeout(resolve, 500)); process.exit(7)`
  expect((await watched(program)).code).toBe(7)
})

import { relative } from "node:path"
import { defineConfig } from "vitest/config"
import shared from "./vitest.config"

/**
 * Makes each `authorise(…)` of the domain one that can be left out while it runs: test/rights/each-check.proof.ts leaves out
 * one after the other and sees the table of rights fail.
 */
const leaveOut = {
  name: "leave-out-checks",
  enforce: "pre" as const,
  transform(code: string, id: string) {
    const file = relative(`${import.meta.dirname}/domain`, id)
    if (file.startsWith("..") || !code.includes("authorise(")) return null
    const checks: string[] = []
    const lines = code.split("\n").map((line, index) => {
      if (!/^\s*(if \([^)]*\) )?authorise\(.*\)$/u.test(line)) return line
      checks.push(JSON.stringify(`${file}:${index + 1}`))
      return `if (globalThis.leftOut !== ${checks.at(-1)}) ${line.trim()}`
    })
    return { code: `${lines.join("\n")}\n;(globalThis.checks ??= []).push(${checks})`, map: null }
  },
}

export default defineConfig({
  ...shared,
  plugins: [leaveOut],
  test: { ...shared.test, include: ["test/rights/*.proof.ts"], testTimeout: 600_000 },
})

import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

/**
 * Faults done to the built portal, two files at a time: each has servers of its own, and mostly waits for what it killed to
 * be noticed. Within a file one after the other.
 */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["test/faults/*.fault.ts"],
    globalSetup: "test/faults/support/build.ts",
    pool: "forks",
    maxWorkers: 2,
    silent: "passed-only",
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
})

import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

/** Faults done to the built portal. One after the other: each measures or kills, and needs the machine for itself. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["test/faults/*.fault.ts"],
    globalSetup: "test/faults/support/build.ts",
    pool: "forks",
    fileParallelism: false,
    silent: "passed-only",
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
})

import { defineConfig } from "vitest/config"
import { textsAnew } from "./test/mutation/texts-anew"
import shared from "./vitest.config"

/** With --pure: tests that need neither PostgreSQL nor Redis. */
const withoutServices = process.env.MUTATION_PURE ? { globalSetup: [], setupFiles: [] } : {}

/** For `npm run mutate`: the tests that bin/mutate.mjs chose, in one thread that is kept (test/mutation/). */
export default defineConfig({
  ...shared,
  plugins: [textsAnew],
  test: {
    ...shared.test,
    ...withoutServices,
    include: [...(process.env.MUTATION_TESTS ?? "domain/**/*.test.ts").split(","), "test/mutation/desk.ts"],
    runner: "test/mutation/runner.ts",
    // Stryker's process and the tests' thread talk by a channel between threads.
    pool: "threads",
    maxWorkers: 1,
    // A change is not noticed because the machine has much to do.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

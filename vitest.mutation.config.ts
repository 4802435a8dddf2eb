import { defineConfig } from "vitest/config"
import shared from "./vitest.config"

/** With --pure: of tests that need neither PostgreSQL nor Redis, a run takes a tenth of a second instead of some. */
const withoutServices = process.env.MUTATION_PURE ? { globalSetup: [], setupFiles: [] } : {}

/** For `npm run mutate`: the tests that bin/mutate.mjs chose. Each file has its own modules, or no test is counted for its changes. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    ...withoutServices,
    isolate: true,
    // A change is not noticed because the machine has much to do.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    include: (process.env.MUTATION_TESTS ?? "domain/**/*.test.ts").split(","),
  },
})

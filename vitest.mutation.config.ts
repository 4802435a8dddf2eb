import { defineConfig } from "vitest/config"
import shared from "./vitest.config"

/** For `npm run mutate`: the tests that bin/mutate.mjs chose. Each file has its own modules, or no test is counted for its changes. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    isolate: true,
    include: (process.env.MUTATION_TESTS ?? "domain/**/*.test.ts").split(","),
  },
})

import { defineConfig } from "vitest/config"
import { endKeptThread, keptThread } from "./test/mutation/kept-thread"
import { textsAnew } from "./test/mutation/texts-anew"
import shared from "./vitest.config"

/** With --pure: of tests that need neither PostgreSQL nor Redis, and none is started. */
const withoutServices = process.env.MUTATION_PURE ? { globalSetup: [] } : {}

/** For `npm run mutate`: the tests that bin/mutate.mjs chose, in one thread that is kept. */
export default defineConfig({
  ...shared,
  plugins: [
    textsAnew,
    {
      name: "kept-thread",
      configureVitest({ vitest, project }) {
        // Stryker asks for a pool of its own.
        Object.assign(project.config, { pool: keptThread.name, poolRunner: keptThread })
        vitest.onClose(endKeptThread)
      },
    },
  ],
  test: {
    ...shared.test,
    ...withoutServices,
    setupFiles: "test/mutation/setup.ts",
    isolate: true,
    // A change is not noticed because the machine has much to do.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    include: (process.env.MUTATION_TESTS ?? "domain/**/*.test.ts").split(","),
  },
})

import { test } from "vitest"

// Something must be run for vitest to start a thread: test/mutation/runner.ts keeps it, and runs there what it is asked to.
test("the thread is up", () => {})

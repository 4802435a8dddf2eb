import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["{domain,db,jobs,mail,app,test,bin,messages,components,language,watch}/**/*.test.ts"],
    globalSetup: "test/global-setup.ts",
    setupFiles: "test/setup.ts",
    pool: "forks",
    // test/setup.ts parts the files: loading every package anew for each took a third of the run.
    isolate: false,
    // Each file has a database, a Redis database and a data folder of its own; on two cores vitest would run one.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})

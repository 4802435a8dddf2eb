import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["{domain,db,jobs,mail,app,test,bin,messages,components}/**/*.test.ts"],
    globalSetup: "test/global-setup.ts",
    setupFiles: "test/setup.ts",
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})

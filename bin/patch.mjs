import { applyPatches } from "./apply-patches.mjs"

// npm run patch: after each install, and by hand where that ran no scripts.
try {
  applyPatches()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

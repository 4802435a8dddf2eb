/**
 * Ends the process where the driver is not the one of patches/: without that patch a transaction whose connection broke off goes on
 * inside somebody else's, and what people typed reaches the logs. Whatever connects loads this, so no program can forget it, and an
 * installation without scripts (`npm ci --ignore-scripts`) is noticed at the start.
 */
import postgres from "postgres"

/** As the patch has it. */
const wanted = "inkoop 1"

const { patched } = postgres as { patched?: string }
if (patched !== wanted) {
  console.error(
    `The PostgreSQL driver lacks our patch (${wanted}; found: ${patched ?? "none"}): run \`npm run patch\`.`,
  )
  process.exit(1)
}

/**
 * Keeps what people typed out of drizzle-orm's errors: it writes a failed statement's parameters into the message, from where
 * they reach every log. What failed and why is told by the statement and by PostgreSQL's own error, which is the cause. Runs
 * after each install and before each start.
 */
import { patchPackage } from "./patch-package.mjs"

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: JavaScript, as it stands in the package
const changes = [
  ["query: ${query}\nparams: ${params}`);", "query: ${query}`);"],
  ["    this.query = query;\n    this.params = params;\n", "    this.query = query;\n    this.params = undefined;\n"],
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: JavaScript, as it stands in the package

// As a module and as CommonJS.
patchPackage("drizzle-orm", "0.45.4", { "errors.js": changes, "errors.cjs": changes })

import { basename, join } from "node:path"
import { bundlePrograms } from "@/bin/build"

const folder = ".test-data/programs"

/**
 * Bundles a program that a test runs in a process of its own: compiling it anew took each process four times as long.
 * @param source below the repository; of one test file alone, as two would write the same bundle
 * @returns what Node.js runs in the repository
 */
export async function bundledProgram(source: string): Promise<string> {
  await bundlePrograms([source], folder)
  return join(folder, basename(source).replace(/\.ts$/, ".js"))
}

import { relative } from "node:path"
import { BroadcastChannel } from "node:worker_threads"
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin"
import { determineHitLimitReached, toMutantRunResult } from "@stryker-mutator/api/test-runner"
import { createVitest } from "vitest/node"

const desk = "test/mutation/desk.ts"
const named = (process.env.MUTATION_TESTS ?? "").split(",")
const states = { pass: 0, fail: 1, skip: 2 }
const idOf = (file, name) => `${file}#${name}`

/** Stryker's runner of tests: one thread of vitest, that is kept from change to change (test/mutation/runner.ts). */
class KeptThread {
  static inject = []

  capabilities() {
    // Modules are loaded anew for each change, so one in a constant needs no other process.
    return { reloadEnvironment: true }
  }

  async init() {
    const quiet = { reporters: [{}], watch: false, onConsoleLog: () => false }
    this.vitest = await createVitest("test", { config: "vitest.mutation.config.ts", ...quiet })
    const all = await this.vitest.globTestSpecifications()
    const paths = all.map(({ moduleId }) => relative(process.cwd(), moduleId))
    // Those that are named go first, in that order: one failure is enough.
    this.files = [...new Set([...named.filter(path => paths.includes(path)), ...paths])].filter(path => path !== desk)
    this.channel = new BroadcastChannel("inkoop-mutation")
    const ready = this.heard("ready")
    this.run = this.vitest.runTestSpecifications(all.filter((_, at) => paths[at] === desk))
    await ready
  }

  async dryRun() {
    const { tests, hits } = await this.ask({ files: this.files.map(file => ({ file })) })
    const perTest = {}
    for (const { file, name } of tests) {
      const own = hits.find(hit => hit.file === file)
      perTest[idOf(file, name)] = added(own.outside, own.perTest[name] ?? {})
    }
    return { status: "complete", tests: tests.map(told), mutantCoverage: { static: {}, perTest } }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const files = this.files.map(file => ({ file, names: testFilter && namesOf(file, testFilter) }))
    const asked = { files: files.filter(({ names }) => names?.length !== 0), mutant: activeMutant.id, hitLimit }
    const { tests, hitCount } = await this.ask(asked)
    const isEndless = determineHitLimitReached(hitCount, hitLimit)
    return toMutantRunResult(isEndless ?? { status: "complete", tests: tests.map(told) })
  }

  async dispose() {
    this.channel?.postMessage({ end: true })
    await this.run
    this.channel?.close()
    await this.vitest?.close()
  }

  async ask(asked) {
    const answer = this.heard("answer")
    this.channel.postMessage({ asked })
    return answer
  }

  heard(what) {
    return new Promise(resolve => {
      this.channel.onmessage = ({ data }) => data[what] && resolve(data[what])
    })
  }
}

function told({ file, name, state, ms, error }) {
  const failed = state === "fail" && { failureMessage: error ?? "It failed." }
  return { id: idOf(file, name), name, fileName: file, status: states[state], timeSpentMs: ms, ...failed }
}

const namesOf = (file, ids) => ids.filter(id => id.startsWith(`${file}#`)).map(id => id.slice(file.length + 1))

function added(one, other) {
  const sum = { ...one }
  for (const [mutant, hits] of Object.entries(other)) sum[mutant] = (sum[mutant] ?? 0) + hits
  return sum
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, "kept-thread", KeptThread)]

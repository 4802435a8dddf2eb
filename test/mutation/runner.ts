import { BroadcastChannel } from "node:worker_threads"
import { TestRunner, vi } from "vitest"
// The only place where vitest hands it out: what runs a test file in the thread that it is called in.
import { startTests } from "vitest/internal/browser"
import type { Answer, Asked, TestOutcome } from "./asked"

type TestFile = Awaited<ReturnType<typeof startTests>>[number]
type Task = TestFile["tasks"][number]
type Test = Extract<Task, { type: "test" }>

/** What Stryker's changed code looks at: which change is made, and where it counts that one was passed through. */
type Switchboard = {
  activeMutant?: string
  currentTestId?: string
  hitCount?: number
  hitLimit?: number
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> }
}

const switchboard: Switchboard = {}
Object.assign(globalThis, { __stryker__: switchboard })

/**
 * Keeps the thread of test/mutation/desk.ts, and with it the packages that it has loaded: starting one and loading them was
 * most of what a change cost. The product's modules and the database are new for each test file that is run.
 */
export default class KeptThread extends TestRunner {
  override async onAfterRunFiles(): Promise<void> {
    super.onAfterRunFiles()
    const channel = new BroadcastChannel("inkoop-mutation")
    await new Promise<void>(resolve => {
      channel.onmessage = async ({ data }: { data: { asked?: Asked; end?: true } }) => {
        if (data.asked) channel.postMessage({ answer: await this.answer(data.asked) })
        if (data.end) resolve()
      }
      channel.postMessage({ ready: true })
    })
    channel.close()
  }

  private async answer({ files, mutant, hitLimit }: Asked): Promise<Answer> {
    Object.assign(switchboard, { activeMutant: mutant, hitCount: 0, hitLimit })
    const answer: Answer = { tests: [], hitCount: 0, hits: [] }
    for (const { file, names } of files) {
      switchboard.mutantCoverage = { static: {}, perTest: {} }
      vi.resetModules()
      const [ran] = await startTests([file], this.quiet(names, mutant !== undefined))
      answer.tests.push(...outcomes(file, ran!))
      const { static: outside, perTest } = switchboard.mutantCoverage
      answer.hits.push({ file, perTest, outside })
      if (mutant !== undefined && answer.tests.some(({ state }) => state === "fail")) break
    }
    switchboard.activeMutant = undefined
    return { ...answer, hitCount: switchboard.hitCount ?? 0 }
  }

  /** As this one, but vitest's own process is told nothing, and only the tests of these names are run. */
  private quiet(names: string[] | undefined, isStoppedByFailure: boolean): this {
    const chosen = names && new Set(names)
    let hasFailed = false
    const base = TestRunner.prototype
    const own: Partial<Record<string, unknown>> = {
      onCollectStart: base.onCollectStart,
      onCollected(files: TestFile[]) {
        for (const test of files.flatMap(testsOf)) if (chosen && !chosen.has(fullName(test))) test.mode = "skip"
      },
      onTaskUpdate() {},
      onAfterRunFiles: base.onAfterRunFiles,
      async onBeforeRunTask(test: Test) {
        if (hasFailed && isStoppedByFailure) test.mode = "skip"
        await base.onBeforeRunTask.call(this as never, test)
      },
      onBeforeTryTask(test: Test) {
        switchboard.currentTestId = fullName(test)
        base.onBeforeTryTask.call(this as never, test)
      },
      onAfterRunTask(test: Test) {
        switchboard.currentTestId = undefined
        hasFailed ||= test.result?.state === "fail"
        base.onAfterRunTask.call(this as never, test)
      },
    }
    return Object.assign(Object.create(this), own)
  }
}

function testsOf(task: Task | TestFile): Test[] {
  return task.type === "test" ? [task] : task.tasks.flatMap(testsOf)
}

function fullName(task: Task): string {
  return task.suite && task.suite !== (task.file as unknown) ? `${fullName(task.suite)} ${task.name}` : task.name
}

/** A file that cannot be loaded or prepared fails in each of its tests. */
function outcomes(file: string, ran: TestFile): TestOutcome[] {
  const tests = testsOf(ran).map(test => ({
    file,
    name: fullName(test),
    state: test.result?.state === "pass" || test.result?.state === "fail" ? test.result.state : ("skip" as const),
    ms: test.result?.duration ?? 0,
    error: test.result?.errors?.[0]?.message,
  }))
  const failed = [ran, ...ran.tasks].find(({ type, result }) => type === "suite" && result?.errors?.length)
  if (!failed || tests.some(({ state }) => state === "fail")) return tests
  return [
    { file, name: "(before its tests)", state: "fail", ms: 0, error: failed.result!.errors![0]!.message },
    ...tests,
  ]
}

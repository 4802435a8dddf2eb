/** What Stryker's process asks of the thread that the tests run in. */
export type Asked = {
  /** The files with tests, and of each the names of those to run; without names all of them. */
  files: { file: string; names?: string[] }[]
  /** The change that is made; none while it is found out which tests pass through which changes. */
  mutant?: string
  /** So often may the changed code be passed through: more is a loop without an end. */
  hitLimit?: number
}

export type TestOutcome = { file: string; name: string; state: "pass" | "fail" | "skip"; ms: number; error?: string }

/** How often each change was passed through, by test. */
type Hits = Record<string, number>

export type Answer = {
  tests: TestOutcome[]
  hitCount: number
  /** By file and name of the test, of the changes that were passed through in it, or before its file's tests began. */
  hits: { file: string; perTest: Record<string, Hits>; outside: Hits }[]
}

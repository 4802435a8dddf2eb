/** Runs works one after the other, in the order in which they were asked for. What a work throws is its own. */
type Turns = <T>(work: () => Promise<T>) => Promise<T>

function makeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

/**
 * Batches of imports, in this process: each holds thousands of rows, so that several large imports at once go on in turn and take
 * no more memory than one. No batch waits here within another.
 */
export const batchTurn = makeTurns()

/** Workbooks that are read, in this process: each is held packed, with all its texts. Batches take their turn within it. */
export const workbookTurn = makeTurns()

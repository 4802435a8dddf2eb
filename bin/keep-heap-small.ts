import { setFlagsFromString } from "node:v8"

/**
 * Has V8 look for garbage when the heap has grown by half, in place of four times as where a machine has memory: of the batches of an
 * import, 50 MB that are alive became 260 before it looked.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=50")
}

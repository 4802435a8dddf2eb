import type { Database } from "./client"

/** An open transaction of one company. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0]

import "server-only"
import { hasOtherSecret, listProcesses } from "@/domain/operators/running-processes"
import { webLog } from "./log"

/** Says at the start where another process that runs has another AUTH_SECRET: nobody else would say why people are signed out. */
export async function tellOtherSecret(): Promise<void> {
  try {
    if (!hasOtherSecret(await listProcesses())) return
    webLog().error(
      "AUTH_SECRET is not that of another process that runs here: each signs out whom the other has signed in",
    )
  } catch {
    // The database is away; what asks it says so.
  }
}

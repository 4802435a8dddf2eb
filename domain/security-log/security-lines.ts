import { securityChannel } from "./record"

type Log = { info(entry: object, message: string): void }

/** Has every entry of the security log, from now on, written as a line of this process's log too. */
export function writeSecurityLines(log: () => Log): void {
  securityChannel.subscribe(entry => log().info({ security: entry }, "security"))
}

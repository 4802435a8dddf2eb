import { join } from "node:path"
import { addressOf, untilAnswers } from "./portal"
import { greet, prepare } from "./prepare"
import { root } from "./root"
import { supervise } from "./services/supervise"
import { applicationEnv, webEnv } from "./settings"
import { untilStopped } from "./until-stopped"

await untilStopped(async () => {
  const prepared = await prepare(process.env, "development", ".data/dev")
  const { settings, env } = prepared
  const run = (args: string[], variables: NodeJS.ProcessEnv) =>
    supervise({ command: process.execPath, args, cwd: root, env: variables, stopWith: [["SIGTERM", 3_000]] })
  await run([join(root, "node_modules/tsx/dist/cli.mjs"), "watch", "bin/worker.ts"], applicationEnv(settings, env))
  await run(
    [
      join(root, "node_modules/next/dist/bin/next"),
      "dev",
      "--port",
      String(env.PORT),
      ...(env.HOST ? ["--hostname", env.HOST] : []),
    ],
    webEnv(settings, env),
  )
  await untilAnswers(addressOf(env))
  greet(addressOf(env), prepared)
  return undefined
})

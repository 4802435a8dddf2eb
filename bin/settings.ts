import { createHmac } from "node:crypto"
import { type Env, parseEnv } from "@/env"

/** The variables of web and worker, as strings. */
export type Settings = Record<string, string | undefined>

/**
 * Checks what the person who starts us has set, before anything runs; what the start itself provides is taken as given.
 * @throws EnvError naming each wrong variable on a line of its own
 */
export function checkSettings(given: Settings, dataDir: string): Env {
  const provided = {
    DATABASE_URL: "postgres://provided/below",
    AUTH_SECRET: "provided below: at least 32 characters",
    DATA_DIR: dataDir,
  }
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value))
  return parseEnv({
    ...provided,
    ...set,
    DATA_DIR: dataDir,
    NODE_ENV: set.NODE_ENV === "development" ? "development" : "production",
  })
}

/** The environment of web and worker: never the owner's URL, which could switch row-level security off. */
export function applicationEnv(settings: Settings, env: Env): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _, ...rest } = { ...process.env, ...settings }
  return { ...rest, NODE_ENV: env.NODE_ENV, PORT: String(env.PORT), NEXT_TELEMETRY_DISABLED: "1" }
}

/** What Next.js and next-auth want to be told besides, under their own names. */
export function webEnv(settings: Settings, env: Env): NodeJS.ProcessEnv {
  return {
    ...applicationEnv(settings, env),
    NEXTAUTH_URL: env.PUBLIC_URL,
    NEXTAUTH_SECRET: env.AUTH_SECRET,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(env.AUTH_SECRET),
  }
}

/** Encrypts what server actions close over. Derived, so that every process has it, and a page from before a redeploy still works after it. */
function actionsKey(authSecret: string): string {
  return createHmac("sha256", authSecret).update("next server actions").digest("base64")
}

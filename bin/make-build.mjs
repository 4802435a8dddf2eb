import { launch } from "./launch.mjs"

await launch("./make-build.ts")

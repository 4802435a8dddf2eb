import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { drawIcons } from "./draw-icons"
import { root } from "./root"

// npm run icons: draws components/icons.svg anew, after an icon was added to components/icons.tsx.
writeFileSync(join(root, "components/icons.svg"), await drawIcons())

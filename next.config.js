// @ts-check
import createNextIntlPlugin from "next-intl/plugin"
import { MAX_FORM_SIZE } from "./components/form/form-limits.js"

/** @type {import("next").NextConfig} */
const config = {
  // Tests build beside a running server.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // `npm test` checks the types; a start need not do so again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  // Every reader gets a page's title in its head at once, as it was for search engines: streamed after the page, it is
  // missing without JavaScript and for whoever looks early.
  htmlLimitedBots: /.*/,
  // bin/web.ts does it.
  compress: false,
  reactStrictMode: true,
  // It would lie over the frame's Sign out.
  devIndicators: false,
  serverExternalPackages: [
    "bullmq",
    "ioredis",
    "postgres",
    "pg",
    "pino",
    "prom-client",
    "@node-rs/argon2",
    "nodemailer",
    "pdfkit",
    "web-push",
  ],
  // Letters that were mailed before the noun in the address was the noun on the page.
  redirects: async () => [
    { source: "/:company/requests/:path*", destination: "/:company/purchase-requests/:path*", permanent: true },
  ],
  // forbidden() answers 403 with app/**/forbidden.tsx.
  experimental: { authInterrupts: true, serverActions: { bodySizeLimit: MAX_FORM_SIZE } },
}

export default createNextIntlPlugin("./app/i18n.ts")(config)

// @ts-check
/** As the portal's own, as far as it decides what a page takes. @type {import("next").NextConfig} */
const config = {
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  htmlLimitedBots: /.*/,
  compress: false,
}

export default config

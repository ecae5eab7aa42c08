import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import createMdx from '@next/mdx'
import createNextIntlPlugin from 'next-intl/plugin'
import { PHASE_PRODUCTION_SERVER } from 'next/constants.js'

/** What every answer carries; proxy.ts adds the page's own CSP, which needs a nonce per request. */
const commonHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
]

/**
 * The frame that runs learners' code. The sandbox stands in its own CSP as well as in the iframe's attribute, so
 * that opening the address in a tab gives no origin either. default-src 'none' is what cuts the network.
 */
const cageFrameHeaders = [
  {
    key: 'Content-Security-Policy',
    value: [
      'sandbox allow-scripts',
      "default-src 'none'",
      "script-src 'unsafe-inline' 'unsafe-eval' blob:",
      'worker-src blob:',
      "frame-ancestors 'self'",
    ].join('; '),
  },
]

/** What a build made never changes at its address. */
const madeHeaders = [{ key: 'Cache-Control', value: 'public, max-age=31536000, immutable' }]

/** An API answer is never a document: nothing in it may load or run, wherever it is opened. */
const apiHeaders = [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }]

/**
 * Each build has a folder of its own. Who starts the web alone serves the one that was asked for last; the build's own files
 * in public/made carry its name in their address.
 * @param {string} phase
 */
function findBuild(phase) {
  const { GRADIENT_GYM_BUILD } = process.env
  if (GRADIENT_GYM_BUILD !== undefined) return GRADIENT_GYM_BUILD
  if (phase !== PHASE_PRODUCTION_SERVER) return undefined
  try {
    return readFileSync(new URL('./.builds/current', import.meta.url), 'utf8')
  } catch (cause) {
    throw new Error('Nothing is built here yet: `npm start` builds.', { cause })
  }
}

/** @type {import('next').NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    'pg',
    'pg-boss',
    'prom-client',
    'sucrase',
    'acorn',
  ],
  experimental: { authInterrupts: true },
  turbopack: {
    rules: {
      '**/monaco-editor/esm/vs/internal/common/workers.js': {
        loaders: [fileURLToPath(new URL('./components/editor/light-monaco.cjs', import.meta.url))],
      },
    },
  },
  // A configuration that extends another is not rewritten for the folder of each build. `npm run typecheck` checks types.
  typescript: { tsconfigPath: 'tsconfig.build.json', ignoreBuildErrors: true },
  headers: async () => [
    { source: '/:path*', headers: commonHeaders },
    { source: '/api/:path*', headers: apiHeaders },
    { source: '/made/:path*', headers: madeHeaders },
    { source: '/made/:build/cage/frame.html', headers: cageFrameHeaders },
  ],
}

// Turbopack takes plugins by name alone: their options must survive JSON.
const withMdx = createMdx({
  options: {
    // CommonMark does not end bold text after Chinese punctuation; remark-cjk-friendly does.
    remarkPlugins: ['remark-cjk-friendly', 'remark-gfm', 'remark-math'],
    rehypePlugins: [
      'rehype-katex',
      ownPlugin('rehype-formula-ends'),
      ownPlugin('rehype-untranslated'),
      ownPlugin('rehype-raw-formulas'),
    ],
  },
})

/** @param {string} name of a file in components/prose */
function ownPlugin(name) {
  return fileURLToPath(new URL(`./components/prose/${name}.ts`, import.meta.url))
}

const withNextIntl = createNextIntlPlugin('./i18n/request.ts')

/** @param {string} phase */
export default function configure(phase) {
  const build = findBuild(phase)
  if (build === undefined) return withNextIntl(withMdx(nextConfig))
  return withNextIntl(
    withMdx({ ...nextConfig, distDir: `.builds/${build}`, deploymentId: build, env: { GRADIENT_GYM_BUILD: build } }),
  )
}

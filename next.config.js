import { fileURLToPath } from 'node:url'

import createMdx from '@next/mdx'
import createNextIntlPlugin from 'next-intl/plugin'

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
  { key: 'Cache-Control', value: 'no-cache' },
]

/** An API answer is never a document: nothing in it may load or run, wherever it is opened. */
const apiHeaders = [{ key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" }]

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
  headers: async () => [
    { source: '/:path*', headers: commonHeaders },
    { source: '/api/:path*', headers: apiHeaders },
    { source: '/cage/frame.html', headers: cageFrameHeaders },
  ],
}

// Turbopack takes plugins by name alone: their options must survive JSON.
const withMdx = createMdx({
  options: {
    // CommonMark does not end bold text after Chinese punctuation; remark-cjk-friendly does.
    remarkPlugins: ['remark-cjk-friendly', 'remark-gfm', 'remark-math'],
    rehypePlugins: ['rehype-katex', ownPlugin('rehype-formula-ends'), ownPlugin('rehype-untranslated')],
  },
})

/** @param {string} name of a file in components/ui */
function ownPlugin(name) {
  return fileURLToPath(new URL(`./components/ui/${name}.ts`, import.meta.url))
}

const withNextIntl = createNextIntlPlugin('./i18n/request.ts')

export default withNextIntl(withMdx(nextConfig))

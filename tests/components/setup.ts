/** Each component test begins as a fresh visit: the page's styles, an empty browser, a web that answers what the test says. */
import '../../app/globals.css'
import '../../app/prose.css'

import { afterEach, beforeEach, vi } from 'vitest'

import { beginStreaming } from './event-stream.ts'
import { beginServing, expectNothingStrange } from './web.ts'

beforeEach(() => {
  localStorage.clear()
  beginServing()
  beginStreaming()
})

afterEach(() => {
  expectNothingStrange()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

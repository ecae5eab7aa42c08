import type { Context } from '../foundation/context.ts'
import type { LiveClasses } from './live-classes.ts'
import type { LiveHub } from './live-hub.ts'

export interface LiveContext extends Context {
  live: LiveHub
  liveClasses: LiveClasses
}

import type { Registry } from 'prom-client'

import type { Context } from '../foundation/context.ts'

export interface MetricsContext extends Context {
  metrics: Registry
}

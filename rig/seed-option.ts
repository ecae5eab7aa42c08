import { randomInt } from 'node:crypto'

import { z } from 'zod'

const seedRange = 2 ** 31

/** Of `--seed N`, which draws again what an earlier run drew; another each time without it. */
export const seedOption = z.coerce
  .number()
  .int()
  .min(0)
  .max(seedRange)
  .default(() => randomInt(seedRange))

import 'server-only'
import { readFile, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'

import { DomainError } from '@/course/foundation/errors.ts'
import type { PublicDraw } from '@/grader/exercise/exercise.ts'
import type { Preview } from '@/grader/exercise/preview.ts'
import { parseVerdict } from '@/store/foundation/json.ts'

import type { Context } from '../foundation/context.ts'

/** The model solution is measured within a second or two. */
const MEASURE_LIMIT_MS = 10_000
const LOOK_MS = 50

const fault = z.object({ file: z.string(), reason: z.string(), next: z.string() })
const json = z.json()
const draw: z.ZodType<PublicDraw> = z.object({
  seed: z.number(),
  draw: json,
  reference: z.record(z.string(), z.record(z.string(), json)),
})

const preview: z.ZodType<Preview> = z.object({
  slug: z.string(),
  revision: z.string().nullable(),
  state: z.enum(['running', 'done']),
  faults: z.array(fault),
  draw: draw.nullable(),
  samples: z.array(
    z.object({
      file: z.string(),
      verdict: z.unknown().transform((stored) => (stored === null ? null : parseVerdict(stored))),
      faults: z.array(fault),
    }),
  ),
})

/** What `exercise preview` last found. @throws DomainError 'not-found' in any other process */
export async function getPreview(context: Context): Promise<Preview> {
  return preview.parse(JSON.parse(await readFile(requirePreviewFile(context), 'utf8')))
}

/** The variant to run on, where this process shows the preview of that exercise: waited for while it is being measured. */
export async function findPreviewDraw(
  context: Context,
  slug: string,
  revision: string,
): Promise<PublicDraw | undefined> {
  if (!isPreview(context)) return undefined
  const deadline = context.clock().getTime() + MEASURE_LIMIT_MS
  for (;;) {
    const found = await getPreview(context)
    if (found.slug !== slug) return undefined
    const isIn = found.revision === revision && (found.draw !== null || found.state === 'done')
    if (isIn || context.clock().getTime() > deadline) return found.draw ?? undefined
    await wait(LOOK_MS)
  }
}

/** Changes with each step that the preview takes. @throws DomainError 'not-found' in any other process */
export async function getPreviewStamp(context: Context): Promise<string> {
  const { mtimeMs, ino } = await stat(requirePreviewFile(context))
  return `${ino} ${mtimeMs}`
}

export function isPreview(context: Context): boolean {
  return context.environment.PREVIEW_FILE !== undefined
}

function requirePreviewFile(context: Context): string {
  const file = context.environment.PREVIEW_FILE
  if (file === undefined) throw new DomainError('not-found')
  return file
}

/** The variants that everyone may see: their seeds follow from the exercise's permanent id. */
import type { CageHost } from '../host/host.ts'
import type { GradingBundle, PublicDraw } from './exercise.ts'
import { inLanes } from './lanes.ts'

export const publicDrawCount = 3

/** Positive 31-bit seeds, the same for the same id on every machine: FNV-1a over "E28:0", "E28:1", ..., then mixed. */
export function publicSeeds(id: string, count = publicDrawCount): number[] {
  return Array.from({ length: count }, (_, index) => {
    let hash = 0x811c9dc5
    for (const character of `${id}:${index}`) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
    // FNV alone leaves neighbours that differ in a few bits (murmur3's finalizer; A. Appleby, public domain).
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return (hash ^ (hash >>> 16)) >>> 1 || 1
  })
}

/** Draws each seed's variant and measures the model solution on it. */
export async function measureDraws(request: {
  /** Each measures one after another: as many run at the same time. */
  lanes: readonly CageHost[]
  bundle: GradingBundle
  solution: string
  seeds: readonly number[]
}): Promise<PublicDraw[]> {
  const { lanes, bundle, solution, seeds } = request
  const draws: PublicDraw[] = []
  await inLanes(lanes, [...seeds.entries()], async ([at, seed], host) => {
    draws[at] = { seed, ...(await host.measureReference({ bundle, solution, seed, backend: 'wasm' })) }
  })
  return draws
}

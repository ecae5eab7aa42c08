/** Work that is done side by side, such as gradings in as many browsers. */

/** Does the whole list, each lane one after another; begins nothing more once the signal is aborted. */
export async function inLanes<Lane, T>(
  lanes: readonly Lane[],
  list: readonly T[],
  work: (one: T, lane: Lane) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const shares = shareOut([...list.entries()], lanes.length)
  async function workIn(lane: Lane, index: number): Promise<void> {
    for (let next = shares.next(index); next !== undefined && signal?.aborted !== true; next = shares.next(index)) {
      await work(next[1], lane)
    }
  }
  await Promise.all(lanes.map(workIn))
}

/**
 * Hands out a list among lanes: each goes through a part of its own, whose entries lie beside each other, and then takes from
 * the end of the longest part that is left.
 */
export function shareOut<T>(list: readonly T[], lanes: number): { next(lane: number): T | undefined } {
  const parts = Array.from({ length: lanes }, (_, lane) => ({
    from: Math.floor((lane * list.length) / lanes),
    to: Math.floor(((lane + 1) * list.length) / lanes),
  }))
  return {
    next(lane) {
      const own = parts[lane]
      if (own !== undefined && own.from < own.to) return list[own.from++]
      const [longest] = parts.toSorted((a, b) => b.to - b.from - (a.to - a.from))
      if (longest === undefined || longest.from >= longest.to) return undefined
      longest.to -= 1
      return list[longest.to]
    },
  }
}

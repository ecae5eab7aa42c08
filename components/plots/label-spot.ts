/** Finds a place for the label of a mark where it covers as little of the lines as can be. Pure. */

export interface Pixel {
  x: number
  y: number
}

export interface LabelSpot {
  x: number
  /** Baseline of the text. */
  y: number
  anchor: 'start' | 'end'
}

interface Mark {
  cx: number
  cy: number
  /** Characters of the label. */
  length: number
  /** Size of the drawing. */
  width: number
  height: number
}

const characterWidth = 6
const textHeight = 12

export function labelSpot(mark: Mark, ink: readonly Pixel[]): LabelSpot {
  const candidates = [22, -13, 40, -31].flatMap((dy) =>
    (['end', 'start'] as const).map((anchor) => ({
      x: mark.cx + (anchor === 'end' ? -4 : 4),
      y: mark.cy + dy,
      anchor,
    })),
  )
  let best: { spot: LabelSpot; cost: number } | undefined
  for (const spot of candidates) {
    const cost = costOf(spot, mark, ink)
    if (!best || cost < best.cost) best = { spot, cost }
  }
  return best?.spot ?? { x: mark.cx, y: mark.cy, anchor: 'end' }
}

/** Points of lines under the text; being cut off costs more than any number of them. */
function costOf(spot: LabelSpot, mark: Mark, ink: readonly Pixel[]): number {
  const span = mark.length * characterWidth
  const left = spot.anchor === 'end' ? spot.x - span : spot.x
  const box = { left: left - 3, right: left + span + 3, top: spot.y - textHeight, bottom: spot.y + 4 }
  const outside = box.left < 0 || box.right > mark.width || box.top < 0 || box.bottom > mark.height - 24
  const covered = ink.filter(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom).length
  return covered + (outside ? 1000 : 0)
}

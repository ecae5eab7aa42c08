/** Three ways to clip a gradient of several tensors, on plain arrays. */

export type Gradient = readonly (readonly number[])[]

export const clipMethods = ['global', 'tensor', 'value'] as const
export type ClipMethod = (typeof clipMethods)[number]

/** Euclidean norm over all elements; divided by the largest one first, so that squares cannot overflow. */
export function norm(values: readonly number[]): number {
  const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (largest === 0) return 0
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0))
}

/** Cosine of the angle between two gradients, or undefined where one of them is zero. */
export function cosine(a: Gradient, b: Gradient): number | undefined {
  const x = a.flat()
  const y = b.flat()
  const lengths = norm(x) * norm(y)
  if (lengths === 0) return undefined
  return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0) / lengths
}

/**
 * global: g · min(1, c/‖g‖) with one norm over all tensors. tensor: the same, each tensor by its own norm.
 * value: each element into [−c, c].
 * @param c threshold, > 0
 */
export function clip(method: ClipMethod, gradient: Gradient, c: number): number[][] {
  switch (method) {
    case 'global': {
      const factor = shrinkFactor(gradient.flat(), c)
      return gradient.map((tensor) => tensor.map((value) => value * factor))
    }
    case 'tensor':
      return gradient.map((tensor) => {
        const factor = shrinkFactor(tensor, c)
        return tensor.map((value) => value * factor)
      })
    case 'value':
      return gradient.map((tensor) => tensor.map((value) => Math.min(c, Math.max(-c, value))))
  }
}

function shrinkFactor(values: readonly number[], c: number): number {
  const length = norm(values)
  return length > c ? c / length : 1
}

/** The figure's gradient: two tensors with fixed directions and the lengths that the reader chooses. */
export function gradientOfLengths(weight: number, bias: number): number[][] {
  return [[weight / 3, (-2 * weight) / 3, (2 * weight) / 3], [bias]]
}

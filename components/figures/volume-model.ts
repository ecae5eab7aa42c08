/** Two shears in turn: v ← v + c·u, then u ← u + c·v (adding) or u ← u − c·v (turning). Both have determinant 1. */
export type Pair = 'adding' | 'turning'

/** [[a, b], [c, d]], which takes (u, v) to (a·u + b·v, c·u + d·v). */
export interface Matrix {
  a: number
  b: number
  c: number
  d: number
}

const identity: Matrix = { a: 1, b: 0, c: 0, d: 1 }

export function pairMatrix(pair: Pair, coupling: number): Matrix {
  const back = pair === 'adding' ? coupling : -coupling
  return { a: 1 + back * coupling, b: back, c: coupling, d: 1 }
}

export function times(one: Matrix, other: Matrix): Matrix {
  return {
    a: one.a * other.a + one.b * other.c,
    b: one.a * other.b + one.b * other.d,
    c: one.c * other.a + one.d * other.c,
    d: one.c * other.b + one.d * other.d,
  }
}

/** The matrices after 0 … count pairs. */
export function powers(pair: Pair, coupling: number, count: number): Matrix[] {
  const step = pairMatrix(pair, coupling)
  const result = [identity]
  for (let k = 1; k <= count; k++) result.push(times(step, result[k - 1] ?? identity))
  return result
}

/**
 * Largest and least singular value of a matrix of determinant 1: one is the inverse of the other.
 * The squares of both add up to the squares of the elements.
 */
export function stretches({ a, b, c, d }: Matrix): { most: number; least: number } {
  const squares = a * a + b * b + c * c + d * d
  // Of s + 1/s and s − 1/s the first is √(squares + 2), the second √(squares − 2).
  const most = (Math.sqrt(squares + 2) + Math.sqrt(Math.max(0, squares - 2))) / 2
  return { most, least: 1 / most }
}

/** What one pair does in the long run: ln of the stretch a pair, from the trace; 0 where the pair only turns. */
export function rate(pair: Pair, coupling: number): number {
  const { a, d } = pairMatrix(pair, coupling)
  const half = Math.abs(a + d) / 2
  return half <= 1 ? 0 : Math.log(half + Math.sqrt(half * half - 1))
}

/** Corners of the image of the square from −½ to ½, in order. */
export function imageOfSquare({ a, b, c, d }: Matrix): Array<[number, number]> {
  return (
    [
      [-0.5, -0.5],
      [0.5, -0.5],
      [0.5, 0.5],
      [-0.5, 0.5],
    ] as const
  ).map(([u, v]) => [a * u + b * v, c * u + d * v])
}

// A class for the descent and one for the search on the logarithm of the threshold.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

class Descent {
  private readonly run: Run

  constructor(run: Run) {
    this.run = { ...run }
  }

  private clip(g: number, c: number): number {
    return Math.max(-c, Math.min(c, g))
  }

  loss(c: number): number {
    const { power, target, learningRate, steps, start } = this.run
    let w = start
    for (let done = 0; done < steps; done++) {
      const slope = power * w ** (power - 1)
      const error = w ** power - target
      w -= learningRate * this.clip(slope * error, c)
    }
    return (w ** power - target) ** 2 / 2
  }

  arrives(c: number): boolean {
    return this.loss(c) <= this.run.goal
  }
}

class Search {
  private readonly descent: Descent
  private readonly step = Math.log(1.02)

  constructor(descent: Descent) {
    this.descent = descent
  }

  /** The first threshold from `from` on at which arriving becomes `wanted`, to 0.1 %. */
  next(from: number, wanted: boolean): number {
    let at = Math.log(from)
    const end = Math.log(300)
    while (this.descent.arrives(Math.exp(at)) !== wanted) {
      at += this.step
      if (at > end) return Math.exp(end)
    }
    let before = at - this.step
    while (at - before > 1e-3) {
      const middle = (at + before) / 2
      if (this.descent.arrives(Math.exp(middle)) === wanted) at = middle
      else before = middle
    }
    return Math.exp(at)
  }
}

export function runClipped(c: number, run: Run): number {
  return new Descent(run).loss(c)
}

export function safeWindow(run: Run): [number, number] {
  const search = new Search(new Descent(run))
  const lower = search.next(0.01, true)
  const upper = search.next(lower, false)
  return [lower, upper]
}

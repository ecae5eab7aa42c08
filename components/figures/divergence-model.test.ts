import { describe, expect, it } from 'vitest'

import { findExplosion, openStream, overflowStep, relativeTo, thresholds, train } from './divergence-model.ts'

const rule = { window: 15, factor: 5, patience: 6 }
const seeds = Array.from({ length: 12 }, (_, i) => i + 1)

describe('a run whose learning rate climbs', () => {
  it('stays sound and gets near the noise of its labels where the rate ends at 1', () => {
    for (const seed of seeds) {
      const log = train(openStream(seed), 1, 240)
      expect(findExplosion(log, rule)).toBeUndefined()
      expect(log.loss.at(-1)).toBeLessThan(0.02)
    }
  })

  it('explodes where it ends at 3, and the gradient says so long before float32 is at its end', () => {
    for (const seed of seeds) {
      const log = train(openStream(seed), 3, 450)
      const alarm = findExplosion(log, rule)
      expect(alarm?.curve).toBe('gradNorm')
      expect(alarm?.step).toBeGreaterThan(100)
      expect((overflowStep(log) ?? 0) - (alarm?.step ?? 0)).toBeGreaterThan(60)
    }
  })

  it('is the run of the lesson for seed 3', () => {
    const log = train(openStream(3), 3, 450)
    expect(findExplosion(log, rule)).toEqual({ curve: 'gradNorm', step: 138 })
    expect(findExplosion(log, rule, ['loss'])).toEqual({ curve: 'loss', step: 140 })
    expect(overflowStep(log)).toBe(230)
  })
})

describe('the detector', () => {
  const sound = Array.from({ length: 60 }, () => 1)
  const log = (loss: number[]) => ({ loss, gradNorm: sound, paramNorm: sound })

  it('waits for its patience, and names the first step of the row', () => {
    const spike = (length: number) => sound.map((value, t) => (t >= 30 && t < 30 + length ? 100 : value))
    expect(findExplosion(log(spike(5)), rule)).toBeUndefined()
    expect(findExplosion(log(spike(6)), rule)).toEqual({ curve: 'loss', step: 30 })
  })

  it('sees a loss jump back to where it began, because its level went down with it', () => {
    const learned = sound.map((_, t) => (t < 40 ? 0.9 ** t : 1))
    expect(findExplosion(log(learned), rule)).toEqual({ curve: 'loss', step: 40 })
  })

  it('has no level before its first window, and says nothing of units', () => {
    expect(thresholds(sound, rule).slice(14, 16)).toEqual([NaN, 5])
    const run = train(openStream(3), 3, 240)
    const huge = { ...run, gradNorm: run.gradNorm.map((value) => value * 1e9) }
    expect(findExplosion(huge, rule)).toEqual(findExplosion(run, rule))
    expect(findExplosion(relativeTo(run, 15), rule)).toEqual(findExplosion(run, rule))
  })
})

'use client'
/** Runs the learner's code in this browser: their own GPU, a provisional verdict, nothing stored. */
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { CageHost } from '../../grader/host/host.ts'
import type { BackendName, Verdict } from '../../grader/judge/verdict.ts'
import { madeFile } from '../ui/made-file.ts'
import type { Grading } from './api.ts'
import { noRun, reduceRun, type RunAction, type RunState } from './run-state.ts'

export interface Run {
  state: RunState
  /** @returns the verdict, or null when it was stopped or replaced by a newer run */
  start: (source: string) => Promise<Verdict | null>
  stop: () => void
  /** Starts a cage ahead of need. Call when the editor already answers. */
  warm: () => void
}

/**
 * @param load fetches what to grade on; one that changes begins anew, so keep it in a useCallback
 * @param initial what a run that has ended told
 */
export function useRun(load: () => Promise<Grading>, initial: RunState = noRun): Run {
  const [state, dispatch] = useReducer(reduceRun, initial)
  const engine = useRef<Engine | null>(null)
  const current = useRef<AbortController | null>(null)

  useEffect(() => {
    const made = makeEngine(load)
    engine.current = made
    return () => {
      current.current?.abort()
      engine.current = null
      void made.close()
    }
  }, [load])

  const start = useCallback(async (source: string) => {
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    // A run that was replaced says nothing more.
    const say = (action: RunAction) => {
      if (current.current === controller) dispatch(action)
    }
    const verdict = await engine.current?.grade(source, controller.signal, say)
    if (!verdict || controller.signal.aborted) return null
    say({ type: 'end', verdict })
    return verdict
  }, [])

  const stop = useCallback(() => {
    current.current?.abort()
    dispatch({ type: 'stopped' })
  }, [])

  const warm = useCallback(() => engine.current?.warm(), [])
  return { state, start, stop, warm }
}

interface Engine {
  grade(source: string, signal: AbortSignal, say: (action: RunAction) => void): Promise<Verdict>
  warm(): void
  close(): Promise<void>
}

function makeEngine(load: () => Promise<Grading>): Engine {
  let host: Promise<CageHost> | undefined
  let grading: Promise<Grading> | undefined
  let backend: BackendName = 'webgl'
  let lacksWebgl: boolean | undefined

  const getHost = () =>
    (host ??= import('../../grader/host/browser-host.ts').then((room) =>
      room.makeBrowserHost({ assets: madeFile('cage/') }),
    ))
  const getGrading = () => {
    grading ??= load()
    // A failed fetch is tried again at the next need.
    grading.catch(() => (grading = undefined))
    return grading
  }
  const chooseBackend = () => {
    lacksWebgl ??= !hasFloatWebgl()
    if (lacksWebgl) backend = 'wasm'
    return backend
  }

  async function grade(source: string, signal: AbortSignal, say: (action: RunAction) => void): Promise<Verdict> {
    chooseBackend()
    say({ type: 'begin', source, notice: lacksWebgl ? 'noWebgl' : null })
    let loaded: Grading
    let cages: CageHost
    try {
      ;[loaded, cages] = await Promise.all([getGrading(), getHost()])
    } catch (cause) {
      console.error('The exercise could not be loaded.', cause)
      host = undefined
      return broken('unreachable')
    }
    const { bundle, draw } = loaded
    if (draw === null) return broken('no-draw')
    const attempt = async (on: BackendName) => {
      say({ type: 'step', step: { kind: 'warming', backend: on } })
      return cages.grade(
        { bundle, source, seed: draw.seed, draw: draw.draw, reference: draw.reference, backend: on },
        { signal, onEvent: (event) => say({ type: 'event', event }) },
      )
    }
    const verdict = await attempt(backend)
    const webglFailed = verdict.problem?.code === 'no-webgl' || verdict.problem?.code === 'cage-silent'
    if (backend !== 'webgl' || verdict.kind !== 'broken' || !webglFailed || signal.aborted) return verdict
    backend = 'wasm'
    say({ type: 'notice', notice: 'cageFailed' })
    return attempt('wasm')
  }

  return {
    grade,
    warm() {
      void getGrading().catch(() => undefined)
      // A cage that does not start says so when it is needed.
      void getHost()
        .then((cages) => cages.warm(chooseBackend()))
        .catch((cause: unknown) => console.warn('No warm cage.', cause))
    },
    async close() {
      await (await host)?.close()
    },
  }
}

/** Whether WebGL 2 can draw into 32-bit float textures here: tfjs measures nothing worth measuring without. */
function hasFloatWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  const can = context?.getExtension('EXT_color_buffer_float') !== null && context !== null
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return can
}

/** A verdict of ours about ourselves: nothing was judged, nothing is the learner's fault. */
function broken(code: string): Verdict {
  return {
    kind: 'broken',
    score: 0,
    checks: [],
    misconception: null,
    problem: { code, params: {}, line: null, column: null },
    notes: [],
    plots: [],
    console: [],
    backend: null,
    renderer: null,
    seed: null,
    durationMs: 0,
  }
}
